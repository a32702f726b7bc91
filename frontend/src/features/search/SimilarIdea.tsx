import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { useIdeaRelation } from "@/features/vote/queries";
import { useVote } from "@/features/vote/use-vote";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import styles from "./Search.module.css";

type Props = {
  idea: Schema["IdeaSummary"];
  /** Keeps what is written, before one leaves it for this idea. */
  keep: () => void;
};

/** An idea that is like what is being written: to read, and to support in its place. */
export function SimilarIdea({ idea, keep }: Props) {
  return (
    <li>
      <Link to="/ideas/$ideaId" params={{ ideaId: idea.id }} onClick={keep}>
        <bdi>{idea.title}</bdi>
      </Link>
      <span>
        <Plural value={idea.tally.support + idea.tally.agree} one="# stöder" other="# stöder" />
      </span>
      <Rather idea={idea} keep={keep} />
    </li>
  );
}

/** Supports the idea and opens it, whose title takes the focus; anonymous people read it first. */
function Rather({ idea, keep }: Props) {
  const { t } = useLingui();
  const { me } = useSession();
  const relation = useIdeaRelation(idea.id);
  const vote = useVote(me?.id ?? "", idea.id);
  const navigate = useNavigate();
  const open = { to: "/ideas/$ideaId", params: { ideaId: idea.id } } as const;
  const support = () => {
    keep();
    void vote(idea.voting === "support" ? "support" : "agree");
    void navigate(open);
  };
  if (relation?.choice === "support" || relation?.choice === "agree")
    return (
      <strong className={styles.rather}>
        <Icon name="check" /> <Trans>Du stöder den</Trans>
      </strong>
    );
  if (relation?.permissions.includes("vote"))
    return (
      <Button
        variant="plain"
        className={styles.rather}
        aria-label={t`Stöd den här i stället: ${idea.title}`}
        onClick={support}
      >
        <Trans>Stöd den här i stället</Trans>
      </Button>
    );
  if (me) return null;
  return (
    <Link
      {...open}
      onClick={keep}
      aria-label={t`Stöd den här i stället: ${idea.title}`}
      className={styles.rather}
    >
      <Trans>Stöd den här i stället</Trans>
    </Link>
  );
}
