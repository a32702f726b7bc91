import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { api, read, type Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Tag } from "@/ui/Tag";
import { useToast } from "@/ui/Toast";
import styles from "./Comment.module.css";
import { CommentText } from "./CommentText";
import { commentAnchor } from "./permalink";
import { useWaitingComments, waitingKey } from "./queries";
import type { Subject } from "./subject";

/** The reader's own comments that a moderator reads before others see them. */
export function WaitingComments({ subject }: { subject: Subject }) {
  const { t } = useLingui();
  const comments = useWaitingComments(subject);
  const place = useRef<HTMLDivElement>(null);
  return (
    // Stays when the last is taken back, since the focus goes here.
    <div ref={place} tabIndex={-1}>
      {comments.length > 0 && (
        <ul className={styles.threads} aria-label={t`Dina kommentarer som väntar på granskning`}>
          {comments.map((comment) => (
            <Waiting key={comment.id} comment={comment} onGone={() => place.current?.focus()} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Waiting({ comment, onGone }: { comment: Schema["Comment"]; onGone: () => void }) {
  const { t } = useLingui();
  const toast = useToast();
  const queries = useQueryClient();
  const takeBack = useMutation({
    mutationFn: () =>
      read(api.DELETE("/comments/{commentId}", { params: { path: { commentId: comment.id } } })),
    onSuccess: () => {
      toast({ text: t`Kommentaren är tillbakatagen.` });
      onGone();
      return queries.invalidateQueries({ queryKey: waitingKey({ id: comment.ideaId }) });
    },
  });
  return (
    <li className={styles.comment}>
      {comment.author && (
        <ParticipantLine participant={comment.author}>
          <DateTime at={comment.createdAt} as="relative" />
        </ParticipantLine>
      )}
      <p>
        <Tag>
          <Trans>Väntar på granskning</Trans>
        </Tag>
      </p>
      {comment.parentId && (
        <p>
          <Link to="." hash={commentAnchor(comment.parentId)} search>
            <Trans>Se kommentaren som du svarar på</Trans>
          </Link>
        </p>
      )}
      <CommentText comment={comment} />
      <p>
        <Trans>En moderator läser kommentaren innan andra får se den. Du får veta hur det går.</Trans>
      </p>
      {takeBack.isError && <ErrorState error={takeBack.error} />}
      <p>
        <Button variant="plain" busy={takeBack.isPending} onClick={() => takeBack.mutate()}>
          <Trans>Ta tillbaka kommentaren</Trans>
        </Button>
      </p>
    </li>
  );
}
