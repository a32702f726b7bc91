import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ReportButton } from "@/features/moderation/ReportButton";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ParticipantLine } from "@/ui/ParticipantLine";
import styles from "./Comment.module.css";
import { CommentText } from "./CommentText";
import { DeleteComment } from "./DeleteComment";
import { EditComment } from "./EditComment";
import { HiddenComment } from "./HiddenComment";
import { kindWord } from "./kind-words";
import type { Comment } from "./merge";
import { commentAnchor } from "./permalink";
import type { CommentRelation } from "./queries";
import { choosing } from "./search";
import { ThankButton } from "./ThankButton";

type Props = {
  comment: Comment;
  relation: CommentRelation | undefined;
  /** Brings the comment into view and gives it the focus. */
  target: boolean;
  /** The button that opens a reply. */
  reply?: ReactNode;
};

/** One comment: who, when and what, and what the reader may do with it. */
export function CommentItem({ comment, relation, target, reply }: Props) {
  const { t } = useLingui();
  const place = useTarget(target);
  const name = comment.author?.displayName ?? t`Borttagen kommentar`;
  const official = comment.official && comment.state === "published";
  return (
    <article
      ref={place}
      id={commentAnchor(comment.id)}
      className={styles.comment}
      data-target={target || undefined}
      data-official={official || undefined}
      tabIndex={-1}
      aria-label={name}
    >
      {official && <OfficialLine />}
      {comment.author ? (
        <ParticipantLine participant={comment.author}>
          <When comment={comment} />
        </ParticipantLine>
      ) : (
        <p className={styles.when}>
          <When comment={comment} />
        </p>
      )}
      <Content comment={comment} relation={relation} reply={reply} focus={() => place.current?.focus()} />
    </article>
  );
}

type ContentProps = Omit<Props, "target"> & { focus: () => void };

function Content({ comment, relation, reply, focus }: ContentProps) {
  const [editing, setEditing] = useState(false);
  const { me } = useSession();
  const done = () => {
    setEditing(false);
    focus();
  };
  if (relation?.hidden && comment.state === "deleted-by-moderator")
    return <HiddenComment comment={comment} hidden={relation.hidden} />;
  if (comment.state !== "published") return <Trace comment={comment} />;
  if (editing) return <EditComment comment={comment} onDone={done} />;
  const may = relation?.permissions ?? [];
  return (
    <>
      <CommentText comment={comment} />
      <div className={styles.tools}>
        <ThankButton comment={comment} relation={relation} />
        {reply}
        {may.includes("edit") && (
          <Button variant="plain" onClick={() => setEditing(true)}>
            <Trans>Ändra</Trans>
          </Button>
        )}
        {may.includes("delete") && <DeleteComment comment={comment} onDeleted={focus} />}
        {!may.includes("delete") && comment.author?.id !== me?.id && (
          <ReportButton thing={{ kind: "comment", id: comment.id }} review={may.includes("review")} />
        )}
      </div>
    </>
  );
}

function OfficialLine() {
  const municipality = useMunicipality()?.name;
  return (
    <p className={styles.official}>
      {municipality ? <Trans>Svar från {municipality}</Trans> : <Trans>Svar från kommunen</Trans>}
    </p>
  );
}

const Trace = ({ comment }: { comment: Comment }) => (
  <p className={styles.trace}>
    {comment.state === "deleted-by-moderator" ? (
      <Trans>En moderator har dolt kommentaren.</Trans>
    ) : (
      <Trans>Den som skrev kommentaren har tagit bort den.</Trans>
    )}
  </p>
);

function When({ comment }: { comment: Comment }) {
  const kind = comment.state === "published" && kindWord(comment.kind);
  return (
    <>
      {kind && <span className={styles.kind}>{kind}</span>}
      {kind && " · "}
      <Link to="." hash={commentAnchor(comment.id)} search={choosing({})} className={styles.permalink}>
        <DateTime at={comment.createdAt} as="relative" />
      </Link>
      {comment.editedAt && comment.state === "published" && (
        <>
          {", "}
          <Trans>
            ändrad <DateTime at={comment.editedAt} as="relative" />
          </Trans>
        </>
      )}
    </>
  );
}

function useTarget(target: boolean) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!target) return;
    place.current?.scrollIntoView({ block: "center" });
    place.current?.focus({ preventScroll: true });
  }, [target]);
  return place;
}
