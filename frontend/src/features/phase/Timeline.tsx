import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { cx } from "@/ui/cx";
import { phaseLabel } from "@/ui/labels";
import { PhaseTime } from "@/ui/PhaseTime";
import { Section } from "@/ui/Section";
import { PhaseHistory } from "./PhaseHistory";
import { openWords, periodWords } from "./phase-words";
import styles from "./Timeline.module.css";

/** The phases of a challenge one after the other: where it stands, what one may do, and what comes next. */
export function Timeline({ challenge }: { challenge: Schema["Challenge"] }) {
  const { t } = useLingui();
  const { phases, phase, nextPhase, state } = challenge;
  if (phases.length === 0) return null;
  const current = phase && phaseLabel(phase.kind);
  return (
    <Section
      title={t`Så går det till`}
      note={state !== "draft" && <PhaseHistory challengeId={challenge.id} />}
    >
      {(phase || nextPhase) && (
        <p className={styles.now}>
          {phase && (
            <>
              <Trans>Nu: {current}</Trans>,{" "}
            </>
          )}
          <PhaseTime of={challenge} />
        </p>
      )}
      <ol className={styles.line}>
        {phases.map((one) => (
          <Step key={one.id} phase={one} />
        ))}
      </ol>
    </Section>
  );
}

function Step({ phase }: { phase: Schema["Phase"] }) {
  const now = Date.now();
  const over = phase.endsAt !== undefined && Date.parse(phase.endsAt) <= now;
  const runs = !over && Date.parse(phase.startsAt) <= now;
  return (
    <li
      className={cx(styles.step, over && styles.over, runs && styles.runs)}
      aria-current={runs ? "step" : undefined}
    >
      <p className={styles.kind}>
        {phaseLabel(phase.kind)}{" "}
        {over && (
          <span className={styles.state}>
            <Trans>avslutad</Trans>
          </span>
        )}
        {runs && (
          <span className={styles.state}>
            <Trans>pågår nu</Trans>
          </span>
        )}
      </p>
      <p className={styles.period}>{periodWords(phase)}</p>
      {!over && <p className={styles.open}>{openWords(phase.open)}</p>}
      {phase.description && (
        <p dir="auto">
          <bdi>{phase.description}</bdi>
        </p>
      )}
    </li>
  );
}
