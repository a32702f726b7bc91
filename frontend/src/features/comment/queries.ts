import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQueries,
  useQuery,
} from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { useSettled } from "@/lib/use-settled";
import type { DiscussionSearch } from "./search";
import { type Place, readCandidates, readComments, type Subject } from "./subject";

type List = Schema["CommentList"];
export type CommentRelation = Schema["CommentRelation"];

const cursorOf = (cursor: string | undefined) => (cursor ? { cursor } : {});
const following = (page: List) => page._meta.nextCursor;

/** The key of everything that was read of a discussion's first level, in whatever order. */
export const discussionKey = (subject: Pick<Subject, "id">) => ["comments", "under", subject.id];

/** The first level of a discussion, each comment with its first replies: from the beginning, or around a comment. */
export const commentsQuery = (subject: Subject, { order, only }: DiscussionSearch, around?: string) =>
  infiniteQueryOptions({
    queryKey: [...discussionKey(subject), { order, only, around }],
    queryFn: ({ pageParam }) =>
      readComments(subject, { ...(order && { sort: order }), ...(only && { kind: only }) }, pageParam),
    initialPageParam: (around ? { around } : {}) as Place,
    getNextPageParam: ({ _meta: { nextCursor } }): Place | undefined =>
      nextCursor ? { cursor: nextCursor } : undefined,
    getPreviousPageParam: ({ _meta: { previousCursor } }): Place | undefined =>
      previousCursor ? { before: previousCursor } : undefined,
  });

export const useComments = (subject: Subject, search: DiscussionSearch, around?: string, enabled = true) =>
  useInfiniteQuery({ ...commentsQuery(subject, search, around), enabled });

/** The key of the reader's own comments in a discussion that wait to be read by a moderator. */
export const waitingKey = (subject: Pick<Subject, "id">) => ["comments", "waiting", subject.id];

/** The reader's own comments in a discussion that wait to be read by a moderator. */
export function useWaitingComments(subject: Pick<Subject, "id">) {
  const { me } = useSession();
  const query = useQuery({
    queryKey: [...waitingKey(subject), me?.id],
    queryFn: () =>
      read(api.GET("/me/waiting-comments", { params: { query: { ideaId: subject.id, limit: 100 } } })),
    enabled: me !== undefined,
  });
  return query.data?.comments ?? [];
}

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

/** Letters typed this close, in milliseconds, are one question. */
const PAUSE = 200;

/** People to mention whose name begins as written; undefined while that is not known, while nothing is being written, and for anonymous people. */
export function useMentionCandidates(subject: Pick<Subject, "kind" | "id">, written: string | undefined) {
  const { me } = useSession();
  const name = useSettled(written, PAUSE);
  const query = useQuery({
    queryKey: ["mention-candidates", me?.id, subject.id, name],
    queryFn: ({ signal }) => readCandidates(subject, name ?? "", signal),
    enabled: me !== undefined && name !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  return name === written && written !== undefined ? query.data?.participants : undefined;
}

/** As many ids as one question about relations may hold. */
const BATCH = 100;

/** What the reader is to each of these comments, by id. Empty for anonymous people. */
export function useCommentRelations(ids: string[]): Map<string, CommentRelation> {
  const { me } = useSession();
  const batches = me ? chunks(ids, BATCH) : [];
  return useQueries({
    queries: batches.map((commentIds) => relationsQuery(me?.id ?? "", commentIds)),
    combine: (results) => new Map(results.flatMap(({ data }) => data ?? []).map((r) => [r.commentId, r])),
  });
}

const relationsQuery = (meId: string, commentIds: string[]) =>
  queryOptions({
    queryKey: ["relations", meId, "comments", commentIds],
    queryFn: async () => {
      const query = { commentIds };
      return (await read(api.GET("/me/relations", { params: { query }, ...commaSeparated }))).comments;
    },
    placeholderData: (previous: CommentRelation[] | undefined) => previous,
  });

// The contract writes lists of ids as a,b,c.
const commaSeparated = { querySerializer: { array: { style: "form", explode: false } } } as const;

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
