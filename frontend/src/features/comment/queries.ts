import { infiniteQueryOptions, queryOptions, useQueries } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";

type List = Schema["CommentList"];

const cursorOf = (cursor: string | undefined) => (cursor ? { cursor } : {});
const following = (page: List) => page._meta.nextCursor;

/** The discussion of an idea: first-level comments, oldest first, each with its first replies. */
export const commentsQuery = (ideaId: string) =>
  infiniteQueryOptions({
    queryKey: ["comments", "idea", ideaId],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/ideas/{ideaId}/comments", {
          params: { path: { ideaId }, query: { limit: 20, ...cursorOf(pageParam) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: following,
  });

/** All replies to a comment, oldest first, from the first one. */
export const repliesQuery = (commentId: string) =>
  infiniteQueryOptions({
    queryKey: ["comments", "replies", commentId],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/comments/{commentId}/replies", {
          params: { path: { commentId }, query: { limit: 50, ...cursorOf(pageParam) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: following,
  });

export const commentQuery = (commentId: string) =>
  queryOptions({
    queryKey: ["comments", "one", commentId],
    queryFn: () => read(api.GET("/comments/{commentId}", { params: { path: { commentId } } })),
  });

/** As many ids as one question about relations may hold. */
const BATCH = 100;

/** What the reader may do with each of these comments, by id. Empty for anonymous people. */
export function useCommentPermissions(ids: string[]): Map<string, Schema["Permission"][]> {
  const { me } = useSession();
  const batches = me ? chunks(ids, BATCH) : [];
  return useQueries({
    queries: batches.map((commentIds) => permissionsQuery(me?.id ?? "", commentIds)),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => data ?? []).map((r) => [r.commentId, r.permissions])),
  });
}

const permissionsQuery = (meId: string, commentIds: string[]) =>
  queryOptions({
    queryKey: ["relations", meId, "comments", commentIds],
    queryFn: async () => {
      const query = { commentIds };
      return (await read(api.GET("/me/relations", { params: { query }, ...commaSeparated }))).comments;
    },
    placeholderData: (previous: Schema["CommentRelation"][] | undefined) => previous,
  });

// The contract writes lists of ids as a,b,c.
const commaSeparated = { querySerializer: { array: { style: "form", explode: false } } } as const;

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
