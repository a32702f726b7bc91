import { Plural, Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { loadDraft } from "@/lib/draft";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import styles from "./Comment.module.css";
import { CommentForm, draftKey, emptyDraft } from "./CommentForm";
import { CommentItem } from "./CommentItem";
import { type Comment, mergeComments } from "./merge";
import { type CommentRelation, repliesQuery, useCommentRelations } from "./queries";
import { type Subject, subjectOf } from "./subject";

type Props = {
  comment: Comment;
  relations: Map<string, CommentRelation>;
  /** The comment to bring into view and focus, here or elsewhere. */
  target: string | undefined;
  subject: Subject;
};

/** A first-level comment, the replies to it, and a reply being written. */
export function Thread({ comment, relations, target, subject }: Props) {
  const [replying, setReplying] = useState(() => hasDraft(comment));
  const [fresh, setFresh] = useState<string>();
  const { replies, own, more } = useReplies(comment);
  const { me } = useSession();
  const relation = (id: string) => relations.get(id) ?? own.get(id);
  const mayReply =
    subject.writable &&
    comment.state === "published" &&
    (!me || relation(comment.id)?.permissions.includes("reply"));
  const sent = (reply: Comment) => {
    setReplying(false);
    setFresh(reply.id);
  };
  return (
    <li className={styles.thread}>
      <CommentItem
        comment={comment}
        relation={relation(comment.id)}
        target={target === comment.id}
        reply={
          mayReply && (
            <Button variant="plain" aria-expanded={replying} onClick={() => setReplying(!replying)}>
              <Trans>Svara</Trans>
            </Button>
          )
        }
      />
      {(replies.length > 0 || replying) && (
        <div className={styles.replies}>
          <ol>
            {replies.map((reply) => (
              <li key={reply.id}>
                <CommentItem
                  comment={reply}
                  relation={relation(reply.id)}
                  target={target === reply.id || fresh === reply.id}
                />
              </li>
            ))}
          </ol>
          {more}
          {replying && (
            <CommentForm
              subject={subject}
              parent={comment}
              onSent={sent}
              onCancel={() => setReplying(false)}
            />
          )}
        </div>
      )}
    </li>
  );
}

// A reply that was begun, perhaps before signing in, is still open.
const hasDraft = (comment: Comment) =>
  Boolean(loadDraft(draftKey(subjectOf(comment).id, comment.id), emptyDraft)?.body.trim());

function useReplies(comment: Comment) {
  const [asked, setAsked] = useState(false);
  const query = useInfiniteQuery({ ...repliesQuery(comment.id), enabled: asked });
  const read = query.data?.pages.flatMap((page) => page.comments) ?? [];
  const own = useCommentRelations(read.map((reply) => reply.id));
  const replies = mergeComments(comment.replies, read);
  const left = Math.max(comment.replyCount - replies.length, 1);
  const ask = () => (asked ? void query.fetchNextPage() : setAsked(true));
  const offered = asked ? query.isPending || query.hasNextPage : comment.replyCount > replies.length;
  const more = offered && (
    <Button variant="plain" busy={query.isFetching} onClick={ask}>
      <Plural value={left} one="Visa ett svar till" other="Visa # svar till" />
    </Button>
  );
  return { replies, own, more };
}
