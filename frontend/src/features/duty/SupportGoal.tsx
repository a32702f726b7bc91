import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { DateTime } from "@/ui/DateTime";
import { DutyTag } from "@/ui/DutyTag";
import styles from "./Duty.module.css";
import { Repeat } from "./Repeat";

/** How far an idea has come to a promised answer, or that it is owed one. Nothing where none is promised. */
export function SupportGoal({ idea }: { idea: Schema["Idea"] }) {
  const { t } = useLingui();
  const { answerDuty, supportGoal } = idea;
  if (!answerDuty && !supportGoal && !idea.repeat) return null;
  return (
    <section className={styles.goal} aria-label={t`Svar från kommunen`}>
      {idea.repeat && !answerDuty && <Repeat repeat={idea.repeat} />}
      {answerDuty && <Owed duty={answerDuty} />}
      {supportGoal && <Goal goal={supportGoal} votes={idea.tally.support + idea.tally.agree} />}
    </section>
  );
}

function Owed({ duty }: { duty: Schema["AnswerDuty"] }) {
  const { threshold } = duty;
  const reached = <DateTime at={duty.reachedAt} as="date" />;
  return (
    <>
      <p>
        <DutyTag duty={duty} />
      </p>
      <p className={styles.fine}>
        <Trans>
          Idén nådde <Plural value={threshold} one="# röst" other="# röster" /> {reached}, och då lovar
          kommunen ett beslut.
        </Trans>
      </p>
    </>
  );
}

type GoalProps = { goal: Schema["SupportGoal"]; votes: number };

function Goal({ goal, votes }: GoalProps) {
  const count = formatNumber(votes);
  const { threshold } = goal;
  const share = Math.min(100, (100 * votes) / goal.threshold);
  return (
    <>
      <p>
        <Trans>
          <strong className={styles.count}>{count}</strong> av{" "}
          <Plural value={threshold} one="# röst" other="# röster" /> till ett beslut från kommunen
        </Trans>
      </p>
      <div className={styles.bar} aria-hidden="true">
        <div style={{ inlineSize: `${share}%` }} />
      </div>
      <p className={styles.fine}>
        {goal.until && <Until at={goal.until} />} <Within goal={goal} />
      </p>
    </>
  );
}

function Until({ at }: { at: string }) {
  const until = <DateTime at={at} as="date" />;
  return <Trans>Röster räknas till och med {until}.</Trans>;
}

function Within({ goal: { answerDays, countsFrom } }: Pick<GoalProps, "goal">) {
  switch (countsFrom) {
    case "threshold":
      return (
        <Plural
          value={answerDays}
          one="Beslutet kommer inom en dag efter det."
          other="Beslutet kommer inom # dagar efter det."
        />
      );
    case "window-end":
      return (
        <Plural
          value={answerDays}
          one="Beslutet kommer inom en dag efter att röstetiden är slut."
          other="Beslutet kommer inom # dagar efter att röstetiden är slut."
        />
      );
    case "closing":
      return (
        <Plural
          value={answerDays}
          one="Beslutet kommer inom en dag efter att utmaningen stängt."
          other="Beslutet kommer inom # dagar efter att utmaningen stängt."
        />
      );
  }
}
