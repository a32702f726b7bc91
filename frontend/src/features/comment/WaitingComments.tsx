import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Tag } from "@/ui/Tag";
import styles from "./Comment.module.css";
import { CommentText } from "./CommentText";
import { useWaitingComments, waitingKey } from "./queries";
import type { Subject } from "./subject";

/** The reader's own comments that a moderator reads before others see them. */
export function WaitingComments({ subject }: { subject: Subject }) {
  const { t } = useLingui();
  const comments = useWaitingComments(subject);
  if (comments.length === 0) return null;
  return (
    <ul className={styles.threads} aria-label={t`Dina kommentarer som väntar på granskning`}>
      {comments.map((comment) => (
        <Waiting key={comment.id} comment={comment} />
      ))}
    </ul>
  );
}

function Waiting({ comment }: { comment: Schema["Comment"] }) {
  const queries = useQueryClient();
  const takeBack = useMutation({
    mutationFn: () =>
      read(api.DELETE("/comments/{commentId}", { params: { path: { commentId: comment.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: waitingKey({ id: comment.ideaId }) }),
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
