import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ChallengeTime } from "@/features/deadline/ChallengeTime";
import type { Schema } from "@/lib/api";
import { LinkButton } from "@/ui/Button";
import { StandingTag } from "@/ui/Tag";
import styles from "./Home.module.css";

/** The one question that leads the front page, as large as a poster's. */
export function LeadQuestion({ challenge }: { challenge: Schema["ChallengeSummary"] }) {
  const { id, title, question, imageUrl, imageSrcset, imageAlt, ideaCount } = challenge;
  return (
    <section className={styles.lead} aria-labelledby="lead-question">
      <p className={styles.name}>{title}</p>
      <h2 id="lead-question">
        <Link to="/challenges/$challengeId" params={{ challengeId: id }}>
          <bdi>{question}</bdi>
        </Link>
      </h2>
      <div className={styles.facts}>
        <StandingTag challenge={challenge} />
        <p>
          <ChallengeTime challenge={challenge} />
        </p>
        <p>
          <Plural value={ideaCount} one="# idé hittills" other="# idéer hittills" />
        </p>
        <LinkButton to="/challenges/$challengeId" params={{ challengeId: id }} variant="primary">
          <Trans>Läs och svara</Trans>
        </LinkButton>
      </div>
      {imageUrl && (
        <img
          className={styles.picture}
          src={imageUrl}
          srcSet={imageSrcset}
          sizes="100vw"
          alt={imageAlt ?? ""}
        />
      )}
    </section>
  );
}
