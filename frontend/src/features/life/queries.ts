import { infiniteQueryOptions, useMutation } from "@tanstack/react-query";
import { useShowIdea } from "@/features/idea/mutations";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";

/** The steps of an idea, the latest first. `version` is part of the key, so that a step reads anew. */
export const stepsQuery = (ideaId: string, version: number) =>
  infiniteQueryOptions({
    queryKey: ["ideas", ideaId, "steps", version],
    queryFn: ({ pageParam }) => {
      const query = { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) };
      return read(api.GET("/ideas/{ideaId}/steps", { params: { path: { ideaId }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page._meta.nextCursor,
  });

/** Moves an idea to another stage, from where it was read. */
export function useTakeStep({ value: idea, etag }: Tagged<Schema["Idea"]>) {
  const onSuccess = useShowIdea();
  return useMutation<Tagged<Schema["Idea"]>, ApiError, Schema["IdeaStageEdit"]>({
    mutationFn: (body) => {
      const params = { path: { ideaId: idea.id }, header: ifMatch(etag) };
      return readTagged(api.PUT("/ideas/{ideaId}/stage", { params, body }));
    },
    onSuccess,
  });
}
