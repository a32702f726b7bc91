import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";

/** What one tells about oneself, with the tag that saving it must send. */
export const profileQuery = queryOptions({
  queryKey: ["profile"],
  queryFn: () => readTagged(api.GET("/me/profile")),
});

/** Replaces the profile that was read with `etag`. */
export function useSetProfile() {
  const queries = useQueryClient();
  return useMutation<Tagged<Schema["Profile"]>, ApiError, { etag: string; fields: Schema["ProfileField"][] }>(
    {
      mutationFn: ({ etag, fields }) =>
        readTagged(api.PUT("/me/profile", { params: { header: ifMatch(etag) }, body: { fields } })),
      onSuccess: (profile) => {
        queries.setQueryData(profileQuery.queryKey, profile);
        void queries.invalidateQueries({ queryKey: ["participants"] });
      },
    },
  );
}

/** A participant as the reader may see them: signing in may show more. */
export const participantQuery = (participantId: string, signedIn: boolean) =>
  queryOptions({
    queryKey: ["participants", participantId, signedIn],
    queryFn: () => read(api.GET("/participants/{participantId}", { params: { path: { participantId } } })),
  });

/** The published ideas of a participant, newest first. */
export const ideasByQuery = (authorId: string) =>
  infiniteQueryOptions({
    queryKey: ["ideas", "by", authorId],
    queryFn: ({ pageParam }) => {
      const query = { authorId, sort: "newest", limit: 10 } as const;
      return read(
        api.GET("/ideas", { params: { query: pageParam ? { ...query, cursor: pageParam } : query } }),
      );
    },
    initialPageParam: "",
    getNextPageParam: (last) => last._meta.nextCursor,
  });
