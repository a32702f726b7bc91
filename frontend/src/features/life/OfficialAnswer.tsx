import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Prose } from "@/ui/Prose";
import { StageTag } from "@/ui/StageTag";
import styles from "./Life.module.css";

type Props = {
  answer: Schema["OfficialAnswer"];
  /** Where the idea stands now, when that has its own place on the page. */
  stage?: Schema["IdeaStage"] | undefined;
};

/** What the municipality answers: the decision, why, what comes next, and whom to ask. */
export function OfficialAnswer({ answer, stage }: Props) {
  return (
    <article className={styles.answer}>
      <h2>
        <Trans>
          Svar från <Department answer={answer} />
        </Trans>
      </h2>
      {answer.decision !== stage && (
        <p>
          <StageTag stage={answer.decision} />
        </p>
      )}
      <Prose html={answer.bodyHtml} />
      <Facts answer={answer} />
      <ParticipantLine participant={answer.by}>
        <DateTime at={answer.answeredAt} />
      </ParticipantLine>
    </article>
  );
}

function Department({ answer: { department, departmentId } }: Pick<Props, "answer">) {
  const name = <bdi>{department}</bdi>;
  if (!departmentId) return name;
  return (
    <Link to="/organisations/$organisationId" params={{ organisationId: departmentId }}>
      {name}
    </Link>
  );
}

function Facts({ answer: { nextStep, contact } }: Pick<Props, "answer">) {
  if (!nextStep && !contact) return null;
  return (
    <dl className={styles.facts}>
      {nextStep && (
        <div>
          <dt>
            <Trans>Nästa steg</Trans>
          </dt>
          <dd dir="auto">{nextStep}</dd>
        </div>
      )}
      {contact && (
        <div>
          <dt>
            <Trans>Kontakt</Trans>
          </dt>
          <dd dir="auto">{contact}</dd>
        </div>
      )}
    </dl>
  );
}
