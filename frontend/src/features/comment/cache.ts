import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Schema, Tagged } from "@/lib/api";
import { type Comment, changeComment, withReply } from "./merge";
import { discussionKey, repliesQuery } from "./queries";
import { subjectOf } from "./subject";

type Pages = InfiniteData<Schema["CommentList"], string | undefined>;

/** Shows a comment just written: last in the discussion, or last among the replies it belongs to. */
export function addToCache(client: QueryClient, comment: Comment) {
  const { parentId, ideaId } = comment;
  countComments(client, ideaId, 1);
  if (!parentId) {
    const queryKey = discussionKey(subjectOf(comment));
    client.setQueriesData<Pages>({ queryKey }, (old) => old && appended(old, comment));
    return;
  }
  changeInCache(client, { ...comment, id: parentId }, (parent) => withReply(parent, comment));
  client.setQueryData<Pages>(repliesQuery(parentId).queryKey, (old) => old && appended(old, comment));
}

/** Changes a comment wherever it was read. */
export function changeInCache(client: QueryClient, comment: Comment, change: (comment: Comment) => Comment) {
  const inPages = (old: Pages | undefined) =>
    old && mapped(old, (list) => changeComment(list, comment.id, change));
  client.setQueriesData<Pages>({ queryKey: discussionKey(subjectOf(comment)) }, inPages);
  if (comment.parentId) client.setQueryData<Pages>(repliesQuery(comment.parentId).queryKey, inPages);
}

/** Keeps the idea's own count of comments in step. */
export function countComments(client: QueryClient, ideaId: string, by: number) {
  client.setQueryData<Tagged<Schema["Idea"]>>(["ideas", ideaId], (old) => {
    if (!old) return old;
    return { ...old, value: { ...old.value, commentCount: Math.max(0, old.value.commentCount + by) } };
  });
}

function mapped(data: Pages, change: (comments: Comment[]) => Comment[]): Pages {
  return {
    ...data,
    pages: data.pages.map((page) => ({ ...page, comments: change(page.comments) })),
  };
}

function appended(data: Pages, comment: Comment): Pages {
  const last = data.pages.length - 1;
  const pages = data.pages.map((page, index) =>
    index === last ? { ...page, comments: [...page.comments, comment] } : page,
  );
  return { ...data, pages };
}
