import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { Prose } from "@/ui/Prose";
import { Section } from "@/ui/Section";
import styles from "./ChallengePage.module.css";
import { WhoTakesPart } from "./WhoTakesPart";

/** What the question is about, how one votes, and who leads. */
export function ChallengeAbout({ challenge }: { challenge: Schema["Challenge"] }) {
  const { t } = useLingui();
  return (
    <Section title={t`Bakgrund`} note={<Margin challenge={challenge} />}>
      <div dir="auto">
        <Prose html={challenge.descriptionHtml} />
      </div>
    </Section>
  );
}

function Margin({ challenge }: { challenge: Schema["Challenge"] }) {
  const { leaders, voting, focusArea } = challenge;
  return (
    <div className={styles.margin}>
      <p>
        {voting === "support" ? (
          <Trans>Du röstar genom att stödja de idéer du vill se.</Trans>
        ) : (
          <Trans>Du röstar genom att hålla med, inte hålla med eller avstå.</Trans>
        )}
      </p>
      <WhoTakesPart challenge={challenge} />
      {focusArea && (
        <div>
          <p className={styles.label}>
            <Trans>Fokusområde</Trans>
          </p>
          <p>
            <Link to="/challenges" search={{ focusAreaId: focusArea.id }}>
              <bdi>{focusArea.title}</bdi>
            </Link>
          </p>
        </div>
      )}
      {leaders.length > 0 && (
        <div>
          <p className={styles.label}>
            <Trans>Leds av</Trans>
          </p>
          <ul className={styles.leaders}>
            {leaders.map((leader) => (
              <li key={leader.id}>
                <bdi>{leader.displayName}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
