import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { StageTag } from "@/ui/StageTag";
import { LIFE } from "./IdeaLife";
import styles from "./Life.module.css";
import { OfficialAnswer } from "./OfficialAnswer";

/** What became of an idea, in one glance: where it stands, why, and who says so. Nothing while nothing has happened. */
export function Outcome({ idea }: { idea: Schema["Idea"] }) {
  const { t } = useLingui();
  const { stage, lastStep, answer } = idea;
  if (!stage || (!lastStep && !answer)) return null;
  // The step that an answer took says the same as the answer.
  const step = lastStep?.at === answer?.answeredAt ? undefined : lastStep;
  return (
    <section className={styles.outcome} aria-label={t`Vad det blev av idén`}>
      <p className={styles.stage}>
        <StageTag stage={stage} />
      </p>
      <div className={styles.why}>
        {step && <Why step={step} />}
        {answer && <OfficialAnswer answer={answer} stage={stage} />}
        <a href={`#${LIFE}`}>
          <Trans>Allt som har hänt med idén</Trans>
        </a>
      </div>
    </section>
  );
}

function Why({ step }: { step: Schema["IdeaStep"] }) {
  return (
    <>
      <p className={styles.excerpt} dir="auto">
        {step.reason}
      </p>
      <ParticipantLine participant={step.by}>
        <DateTime at={step.at} />
      </ParticipantLine>
    </>
  );
}
