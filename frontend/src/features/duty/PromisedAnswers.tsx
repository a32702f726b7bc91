import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Schema } from "@/lib/api";
import { Section } from "@/ui/Section";
import { Duties } from "./Duties";
import styles from "./Duty.module.css";
import { dutiesQuery } from "./queries";
import { RuleSentence } from "./RuleSentence";

/** What a challenge promises, and how it keeps that: what is due, what is late and what has been answered. */
export function PromisedAnswers({ challenge }: { challenge: Schema["Challenge"] }) {
  const { t } = useLingui();
  const open = useInfiniteQuery(dutiesQuery(challenge.id));
  const answered = useInfiniteQuery(dutiesQuery(challenge.id, "answered"));
  const kept = answered.data?.pages[0]?.answerDuties.length ?? 0;
  const owed = open.data?.pages[0]?.answerDuties.length ?? 0;
  if (!challenge.answerRule && owed === 0 && kept === 0) return null;
  return (
    <Section
      title={t`Svar från kommunen`}
      note={challenge.answerRule && <RuleSentence rule={challenge.answerRule} />}
    >
      <div className={styles.promised}>
        <Duties
          query={open}
          empty={
            kept === 0 && (
              <p>
                <Trans>Ingen idé har nått dit än.</Trans>
              </p>
            )
          }
        />
        {kept > 0 && (
          <details>
            <summary>
              <Trans>Idéer som har fått sitt svar</Trans>
            </summary>
            <Duties query={answered} empty={null} />
          </details>
        )}
      </div>
    </Section>
  );
}
