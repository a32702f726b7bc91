import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useShowIdea } from "@/features/idea/mutations";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";

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

/** The versions of an official answer, the one that holds first. */
export const answersQuery = (ideaId: string, version: number) =>
  infiniteQueryOptions({
    queryKey: ["ideas", ideaId, "answers", version],
    queryFn: ({ pageParam }) => {
      const query = { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) };
      return read(api.GET("/ideas/{ideaId}/official-answers", { params: { path: { ideaId }, query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page._meta.nextCursor,
  });

/** The departments that one may answer on behalf of; at most 100. */
export const departmentsQuery = queryOptions({
  queryKey: ["organisations", "departments"],
  queryFn: async () => {
    const query = { kind: "department", verified: true, limit: 100 } as const;
    return (await read(api.GET("/organisations", { params: { query } }))).organisations;
  },
});

/** Answers an idea officially, from where it was read; pressed twice it is one answer. */
export function useAnswerIdea({ value: idea, etag }: Tagged<Schema["Idea"]>) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation<Schema["OfficialAnswer"], ApiError, Schema["OfficialAnswerCreate"]>({
    mutationFn: (body) => {
      const params = { path: { ideaId: idea.id }, header: { ...ifMatch(etag), ...key.header() } };
      return read(api.POST("/ideas/{ideaId}/official-answers", { params, body }));
    },
    onSuccess: () => {
      key.next();
      void client.invalidateQueries({ queryKey: ["ideas"] });
      void client.invalidateQueries({ queryKey: ["relations"] });
    },
  });
}
