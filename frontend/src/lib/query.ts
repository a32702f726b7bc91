import { QueryClient } from "@tanstack/react-query";
import { asApiError } from "./errors";

/** How often a read that failed for a passing reason is tried again. */
const RETRIES = 2;

/** The cache of what was read. Answers count as fresh for half a minute. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without a network a request fails at once and says so; by default it would wait in silence.
      queries: {
        networkMode: "always",
        staleTime: 30_000,
        retry: (count, error) => count < RETRIES && asApiError(error).transient,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
