import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import { useIdempotencyKey } from "@/lib/idempotency";
import { addToCache, changeInCache, countComments } from "./cache";
import { type Comment, deletedTrace } from "./merge";
import { waitingKey } from "./queries";
import { type Subject, writeComment } from "./subject";

/** Writes a comment, at the first level or as a reply. Sent twice it is written once. */
export function useCreateComment(subject: Subject) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation({
    networkMode: "always",
    mutationFn: (body: Schema["CommentCreate"]) => writeComment(subject, key.header(), body),
    onSuccess: (comment) => {
      key.next();
      if (comment.state === "waiting") return client.invalidateQueries({ queryKey: waitingKey(subject) });
      addToCache(client, comment);
    },
    // What was refused may be put right and sent anew; only an answer that was lost is asked for again.
    onError: (error) => {
      if (!("transient" in error && error.transient)) key.next();
    },
  });
}

/** Gives a comment new words. */
export function useEditComment(comment: Comment) {
  const client = useQueryClient();
  return useMutation({
    networkMode: "always",
    mutationFn: (body: Schema["CommentEdit"]) =>
      read(api.PATCH("/comments/{commentId}", { params: { path: { commentId: comment.id } }, body })),
    onSuccess: (edited) =>
      changeInCache(client, comment, (old) => ({
        ...edited,
        replies: old.replies,
        replyCount: old.replyCount,
      })),
  });
}

/** Deletes a comment; `byAuthor` tells which trace it leaves. */
export function useDeleteComment(comment: Comment, byAuthor: boolean) {
  const client = useQueryClient();
  const state = byAuthor ? "deleted-by-author" : "deleted-by-moderator";
  return useMutation({
    networkMode: "always",
    mutationFn: () =>
      read(api.DELETE("/comments/{commentId}", { params: { path: { commentId: comment.id } } })),
    onSuccess: () => {
      changeInCache(client, comment, (old) => deletedTrace(old, state));
      countComments(client, comment.ideaId, -1);
    },
  });
}
