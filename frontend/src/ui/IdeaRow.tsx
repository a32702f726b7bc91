import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { DateTime } from "./DateTime";
import styles from "./IdeaRow.module.css";
import { OpinionBar } from "./OpinionBar";
import { ParticipantLine } from "./ParticipantLine";
import { StageTag } from "./StageTag";
import { IdeaStateTag } from "./Tag";

// Few ideas are owed an answer: what says so comes with the first that is.
const DutyTag = lazy(() => import("./DutyTag").then((module) => ({ default: module.DutyTag })));

type Props = {
  idea: Schema["IdeaSummary"];
  /** Whether to name the challenges it answers; not inside a challenge's own page. */
  showChallenges?: boolean;
  /** A control of its own on the row, such as a vote. */
  action?: ReactNode;
  /** h3 under a section; h2 where the list stands directly under the page's title. */
  heading?: "h2" | "h3";
};

/** An idea in a list: its figure in the margin, then what it is and whose. The whole row leads to it. */
export function IdeaRow({ idea, showChallenges = true, action, heading: Heading = "h3" }: Props) {
  return (
    <li className={styles.row}>
      <Figure idea={idea} />
      <div className={styles.body}>
        <Heading className={styles.title}>
          <Link to="/ideas/$ideaId" params={{ ideaId: idea.id }}>
            <bdi>{idea.title}</bdi>
          </Link>
        </Heading>
        {idea.excerpt && (
          <p className={styles.excerpt} dir="auto">
            {idea.excerpt}
          </p>
        )}
        {idea.voting === "opinion" && (
          <div className={styles.bar}>
            <OpinionBar tally={idea.tally} compact />
          </div>
        )}
        <ParticipantLine participant={idea.author}>
          <DateTime at={idea.publishedAt ?? idea.updatedAt} as="relative" />
        </ParticipantLine>
        <Facts idea={idea} showChallenges={showChallenges} />
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </li>
  );
}

/** The list that idea rows stand in. */
export const IdeaList = ({ children }: { children: ReactNode }) => (
  <ol className={styles.list}>{children}</ol>
);

function Figure({ idea }: { idea: Schema["IdeaSummary"] }) {
  const { support, agree, disagree, pass } = idea.tally;
  const count = idea.voting === "support" ? support : agree + disagree + pass;
  return (
    <p className={styles.figure}>
      {formatNumber(count)}
      <small>
        {idea.voting === "support" ? (
          <Plural value={count} one="stöder" other="stöder" />
        ) : (
          <Plural value={count} one="åsikt" other="åsikter" />
        )}
      </small>
    </p>
  );
}

function Facts({ idea, showChallenges }: { idea: Schema["IdeaSummary"]; showChallenges: boolean }) {
  return (
    <div className={styles.facts}>
      {idea.state !== "published" && <IdeaStateTag state={idea.state} />}
      {idea.stage && idea.stage !== "published" && <StageTag stage={idea.stage} />}
      {idea.answerDuty && (
        <Suspense>
          <DutyTag duty={idea.answerDuty} />
        </Suspense>
      )}
      {idea.commentCount > 0 && (
        <span>
          <Plural value={idea.commentCount} one="# kommentar" other="# kommentarer" />
        </span>
      )}
      {showChallenges && idea.challenges.length > 0 && (
        <span>
          <Trans>Svarar på</Trans>{" "}
          {idea.challenges.map((challenge, index) => (
            <span key={challenge.id}>
              {index > 0 && ", "}
              <Link to="/challenges/$challengeId" params={{ challengeId: challenge.id }}>
                <bdi>{challenge.title}</bdi>
              </Link>
            </span>
          ))}
        </span>
      )}
    </div>
  );
}
