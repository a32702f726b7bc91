import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import styles from "./ChallengeTeaser.module.css";
import { cx } from "./cx";
import { DateTime } from "./DateTime";
import { PhaseTime } from "./PhaseTime";
import { StandingTag } from "./Tag";

type Props = {
  challenge: Schema["ChallengeSummary"];
  /** The one that opens a page: large, with a tall picture. At most one a page. */
  lead?: boolean;
  heading?: "h2" | "h3";
};

/** A challenge in a list. The question is the matter and is set as one; the title only names it. */
export function ChallengeTeaser({ challenge, lead = false, heading: Heading = "h3" }: Props) {
  const pictured = Boolean(challenge.imageUrl);
  return (
    <li className={cx(styles.teaser, lead && styles.lead, pictured && styles.pictured)}>
      {pictured && (
        <div className={styles.picture}>
          <img
            src={challenge.imageUrl}
            srcSet={challenge.imageSrcset}
            sizes={lead ? "100vw" : "(min-width: 48rem) 24rem, 100vw"}
            alt={challenge.imageAlt ?? ""}
            loading={lead ? "eager" : "lazy"}
          />
        </div>
      )}
      <div className={styles.words}>
        <p className={styles.name}>
          <bdi>{challenge.title}</bdi>
        </p>
        <Heading className={styles.question}>
          <Link to="/challenges/$challengeId" params={{ challengeId: challenge.id }}>
            <bdi>{challenge.question}</bdi>
          </Link>
        </Heading>
        <div className={styles.facts}>
          <StandingTag challenge={challenge} />
          <span>
            <Plural value={challenge.ideaCount} one="# idé" other="# idéer" />
          </span>
          <Until challenge={challenge} />
        </div>
      </div>
    </li>
  );
}

function Until({ challenge }: Pick<Props, "challenge">) {
  const { state, closesAt, phase, nextPhase } = challenge;
  if (phase || nextPhase)
    return (
      <span>
        <PhaseTime of={challenge} />
      </span>
    );
  if (state !== "open" || !closesAt) return null;
  return (
    <span>
      <Trans>
        till <DateTime at={closesAt} />
      </Trans>
    </span>
  );
}

/** The list that challenge teasers stand in. */
export const ChallengeList = ({ children }: { children: ReactNode }) => (
  <ul className={styles.list}>{children}</ul>
);
