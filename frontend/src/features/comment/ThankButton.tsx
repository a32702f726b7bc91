import { Plural, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import styles from "./Comment.module.css";
import type { Comment } from "./merge";
import { commentAnchor } from "./permalink";
import type { CommentRelation } from "./queries";
import { useThank } from "./use-thank";

/** How many have thanked for a comment, and the reader's own thanks: once a person, pressed again to take it back. */
export function ThankButton({
  comment,
  relation,
}: {
  comment: Comment;
  relation: CommentRelation | undefined;
}) {
  const { me, status } = useSession();
  const mayThank = me ? relation?.permissions.includes("thank") : status === "anonymous";
  if (!mayThank) return comment.thankCount > 0 ? <Count count={comment.thankCount} /> : null;
  return <Press comment={comment} thanked={relation?.thanked ?? false} />;
}

function Press({ comment, thanked }: { comment: Comment; thanked: boolean }) {
  const { t } = useLingui();
  const { me } = useSession();
  const navigate = useNavigate();
  const thank = useThank(me?.id ?? "", comment);
  const name = comment.author?.displayName ?? "";
  const next = `${location.pathname}#${commentAnchor(comment.id)}`;
  const press = () => (me ? thank(!thanked) : void navigate({ to: "/login", search: { next } }));
  return (
    <span className={styles.thanks}>
      <Button variant="plain" aria-pressed={thanked} aria-label={t`Tacka ${name}`} onClick={press}>
        {thanked ? t`Du tackar` : t`Tacka`}
      </Button>
      {comment.thankCount > 0 && <Count count={comment.thankCount} />}
    </span>
  );
}

const Count = ({ count }: { count: number }) => (
  <span className={styles.count}>
    <Plural value={count} one="# tack" other="# tack" />
  </span>
);
