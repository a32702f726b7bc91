import type { Schema } from "@/lib/api";
import type { DiscussionSearch } from "./search";

export type Comment = Schema["Comment"];

/**
 * One list out of several that may overlap: each comment once, the latest
 * reading of it, oldest first. Comments of the same moment stand by their id,
 * which grows with time.
 */
export function mergeComments(...lists: readonly (readonly Comment[])[]): Comment[] {
  const byId = new Map(lists.flat().map((comment) => [comment.id, comment]));
  return [...byId.values()].sort(
    (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1),
  );
}

/**
 * The first level as it is to be read: by time, or in the order it came, in
 * which a press of thanks moves nothing under the finger.
 */
export function inOrder(comments: Comment[], order: DiscussionSearch["order"]): Comment[] {
  if (order === "most-thanked")
    return [...new Map(comments.map((comment) => [comment.id, comment])).values()];
  const merged = mergeComments(comments);
  return order === "newest" ? merged.reverse() : merged;
}

/** The list with one comment changed, wherever in its two levels that stands. */
export function changeComment(
  comments: readonly Comment[],
  id: string,
  change: (comment: Comment) => Comment,
): Comment[] {
  return comments.map((comment) => {
    if (comment.id === id) return change(comment);
    if (!comment.replies.some((reply) => reply.id === id)) return comment;
    return { ...comment, replies: comment.replies.map((reply) => (reply.id === id ? change(reply) : reply)) };
  });
}

/** The comment with a new reply at its end. */
export const withReply = (comment: Comment, reply: Comment): Comment => ({
  ...comment,
  replyCount: comment.replyCount + 1,
  replies: [...comment.replies, reply],
});

/** What remains of a comment when it is deleted: its place, when it was, and what was said to it. */
export function deletedTrace(comment: Comment, state: Exclude<Comment["state"], "published">): Comment {
  const { id, ideaId, kind, official, createdAt, replyCount, replies } = comment;
  const trace: Comment = { id, ideaId, kind, official, createdAt, replyCount, replies, state, thankCount: 0 };
  return comment.parentId ? { ...trace, parentId: comment.parentId } : trace;
}
