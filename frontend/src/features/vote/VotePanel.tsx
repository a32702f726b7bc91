import { Trans } from "@lingui/react/macro";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { ageLimit } from "@/features/identity/limit";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { type Opinion, OpinionVote } from "@/ui/OpinionVote";
import { VoteButton } from "@/ui/VoteButton";
import { closedBecause } from "./closed-because";
import { useIdeaRelation } from "./queries";
import type { Choice } from "./tally";
import { useVote } from "./use-vote";
import styles from "./VotePanel.module.css";

// Few votes need it, so it comes when one does.
const Prove = lazy(async () => ({ default: (await import("@/features/identity/Prove")).Prove }));

/** How people vote on an idea, how the votes lie, and the reader's own. Anonymous people are led to sign in and back. */
export function VotePanel({ idea }: { idea: Schema["Idea"] }) {
  const { me, status } = useSession();
  const relation = useIdeaRelation(idea.id);
  const vote = useVote(me?.id ?? "", idea.id);
  const signIn = useSignIn();
  const needs = relation?.choice ? undefined : relation?.voteNeeds;
  const closed = closedBecause(idea, needs);
  const choose = (choice: Choice | undefined) => {
    if (me) void vote(choice);
    else if (status === "anonymous") signIn();
  };
  return (
    <div className={styles.panel}>
      {idea.voting === "support" ? (
        <VoteButton
          count={idea.tally.support}
          pressed={relation?.choice === "support"}
          onChange={(pressed) => choose(pressed ? "support" : undefined)}
          subject={idea.title}
          closedBecause={closed}
        />
      ) : (
        <OpinionVote
          tally={idea.tally}
          choice={opinion(relation?.choice)}
          onChange={choose}
          closedBecause={closed}
        />
      )}
      {closed && !needs && idea.voting === "support" && <p className={styles.note}>{closed}</p>}
      {needs && (
        <div className={styles.note}>
          <Suspense>
            <Prove needs={needs} before="vote" age={ageLimit(idea.challenges.map(({ voters }) => voters))} />
          </Suspense>
        </div>
      )}
      {!closed && status === "anonymous" && (
        <p className={styles.note}>
          {forResidents(idea) ? (
            <Trans>Här röstar bara bekräftade kommuninvånare. Du loggar in, och kommer tillbaka hit.</Trans>
          ) : (
            <Trans>Du loggar in för att rösta, och kommer tillbaka hit.</Trans>
          )}
        </p>
      )}
    </div>
  );
}

const forResidents = ({ challenges }: Schema["Idea"]) => challenges.some(({ voters }) => voters !== "anyone");

const opinion = (choice: Choice | undefined): Opinion | undefined =>
  choice === "support" ? undefined : choice;

function useSignIn() {
  const navigate = useNavigate();
  const next = useRouterState({ select: (state) => state.location.href });
  return () => void navigate({ to: "/login", search: { next } });
}
