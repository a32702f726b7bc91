import { Discussion } from "@/features/comment/Discussion";
import { useIdeaRelation } from "@/features/vote/queries";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";

/** What is said about an idea. Anonymous people may write, and are asked to sign in when they send. */
export function IdeaDiscussion({ idea }: { idea: Schema["Idea"] }) {
  const { me } = useSession();
  const may = useIdeaRelation(idea.id)?.permissions ?? [];
  const published = idea.state === "published";
  const subject = {
    kind: "idea" as const,
    id: idea.id,
    writable: published && (!me || may.includes("comment")),
    official: may.includes("comment-officially"),
  };
  return <Discussion subject={subject} count={idea.commentCount} over={!published} />;
}
