import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import styles from "./Comment.module.css";
import { pieces } from "./mention";
import type { Comment } from "./merge";

/** What a comment says, with those whom it mentions by the names they have now. */
export function CommentText({ comment }: { comment: Comment }) {
  return (
    <p className={styles.text} dir="auto">
      {pieces(comment.body ?? "").map(({ text, id }, n) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places.
        id ? <Mention key={n} comment={comment} id={id} /> : text,
      )}
    </p>
  );
}

function Mention({ comment, id }: { comment: Comment; id: string }) {
  const person = comment.mentions?.find((mentioned) => mentioned.id === id);
  if (!person) return <Trans>@någon som inte längre är med</Trans>;
  const name = <bdi>@{person.displayName}</bdi>;
  return person.organisation ? (
    <Link to="/organisations/$organisationId" params={{ organisationId: id }}>
      {name}
    </Link>
  ) : (
    <Link to="/participants/$participantId" params={{ participantId: id }}>
      {name}
    </Link>
  );
}
