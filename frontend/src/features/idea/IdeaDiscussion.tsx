import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Discussion } from "@/features/comment/Discussion";
import { useIdeaRelation } from "@/features/vote/queries";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";

/** What is said about an idea. Anonymous people may write, and are asked to sign in when they send. */
export function IdeaDiscussion({ idea }: { idea: Schema["Idea"] }) {
  const { me } = useSession();
  const may = useIdeaRelation(idea.id)?.permissions ?? [];
  const published = idea.state === "published";
  const official = may.includes("comment-officially");
  const subject = {
    kind: "idea" as const,
    id: idea.id,
    writable: published && (!me || may.includes("comment")),
    official,
  };
  const closed = idea.commentingOpen || official ? undefined : <Closed idea={idea} />;
  return <Discussion subject={subject} count={idea.commentCount} over={!published} closed={closed} />;
}

function Closed({ idea }: { idea: Schema["Idea"] }) {
  const [challenge] = idea.challenges;
  if (idea.locked || !challenge) return <Trans>En moderator har stängt samtalet. Det går att läsa.</Trans>;
  const { id, title } = challenge;
  return (
    <Trans>
      Just nu tas inga kommentarer emot. När de gör det står i faserna för{" "}
      <Link to="/challenges/$challengeId" params={{ challengeId: id }}>
        {title}
      </Link>
      .
    </Trans>
  );
}
