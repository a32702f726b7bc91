import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { Tag } from "@/ui/Tag";
import styles from "./Comment.module.css";
import { CommentText } from "./CommentText";
import type { Comment } from "./merge";

type Props = { comment: Comment; hidden: Schema["HiddenComment"] };

/** A comment that a moderator has hidden, to who wrote it and to moderators: what it says, and why others do not see it. */
export function HiddenComment({ comment, hidden: { body, decisionId } }: Props) {
  return (
    <>
      <p>
        <Tag tone="stopped">
          <Trans>Dold</Trans>
        </Tag>
      </p>
      <CommentText comment={{ ...comment, body }} />
      <p className={styles.note}>
        <Trans>En moderator har dolt kommentaren. Bara den som skrev den och moderatorer ser texten.</Trans>{" "}
        {decisionId && (
          <Link to="/moderation-decisions/$decisionId" params={{ decisionId }}>
            <Trans>Läs beslutet</Trans>
          </Link>
        )}
      </p>
    </>
  );
}
