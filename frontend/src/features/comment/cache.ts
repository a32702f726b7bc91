import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Schema, Tagged } from "@/lib/api";
import { type Comment, changeComment, withReply } from "./merge";
import { commentQuery, commentsQuery, repliesQuery } from "./queries";

type Pages = InfiniteData<Schema["CommentList"], string | undefined>;

/** Shows a comment just written: last in the discussion, or last among the replies it belongs to. */
export function addToCache(client: QueryClient, comment: Comment) {
  const { parentId, ideaId } = comment;
  countComments(client, ideaId, 1);
  if (!parentId) {
    client.setQueryData<Pages>(commentsQuery(ideaId).queryKey, (old) => old && appended(old, comment));
    return;
  }
  changeInCache(client, { id: parentId, ideaId }, (parent) => withReply(parent, comment));
  client.setQueryData<Pages>(repliesQuery(parentId).queryKey, (old) => old && appended(old, comment));
}

/** Changes a comment wherever it was read. */
export function changeInCache(
  client: QueryClient,
  { id, ideaId, parentId }: Pick<Comment, "id" | "ideaId" | "parentId">,
  change: (comment: Comment) => Comment,
) {
  const inPages = (old: Pages | undefined) => old && mapped(old, (list) => changeComment(list, id, change));
  client.setQueryData<Pages>(commentsQuery(ideaId).queryKey, inPages);
  if (parentId) client.setQueryData<Pages>(repliesQuery(parentId).queryKey, inPages);
  for (const shown of [id, parentId]) {
    if (!shown) continue;
    client.setQueryData<Comment>(
      commentQuery(shown).queryKey,
      (old) => old && changeComment([old], id, change)[0],
    );
  }
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
