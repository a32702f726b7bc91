import { QueryClient } from "@tanstack/react-query";
import { asApiError } from "./errors";

/** How often a read that failed for a passing reason is tried again. */
const RETRIES = 2;

/** The cache of what was read. Answers count as fresh for half a minute. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < RETRIES && asApiError(error).transient,
      },
      mutations: { retry: false },
    },
  });
}
