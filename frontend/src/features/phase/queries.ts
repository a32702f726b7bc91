import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, read } from "@/lib/api";

/** Plans to start from, and what each kind of phase is open for when nothing else is chosen. They change with the program alone. */
export const templatesQuery = queryOptions({
  queryKey: ["challenge-templates"],
  queryFn: () => read(api.GET("/challenge-templates")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** How the phases of a challenge have changed, the last change first. */
export const phaseChangesQuery = (challengeId: string) =>
  infiniteQueryOptions({
    queryKey: ["challenges", challengeId, "phase-changes"],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/challenges/{challengeId}/phase-changes", {
          params: {
            path: { challengeId },
            query: { limit: 10, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page._meta.nextCursor,
  });
