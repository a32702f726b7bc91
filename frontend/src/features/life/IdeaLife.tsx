import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { MarkRepeat } from "@/features/duty/MarkRepeat";
import { useIdeaRelation } from "@/features/vote/queries";
import type { Schema, Tagged } from "@/lib/api";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { StageTag } from "@/ui/StageTag";
import { AnswerIdea } from "./AnswerIdea";
import { AnswerVersions } from "./AnswerVersions";
import styles from "./Life.module.css";
import { stepsQuery } from "./queries";
import { TakeStep } from "./TakeStep";

/** Where the history of an idea stands on its page. */
export const LIFE = "life";

/** The life of an idea: every step with its reason, and the next one for whoever may take it. */
export function IdeaLife({ idea: tagged }: { idea: Tagged<Schema["Idea"]> }) {
  const { t } = useLingui();
  const idea = tagged.value;
  const relation = useIdeaRelation(idea.id);
  const next = relation?.nextStages ?? [];
  const answers = relation?.permissions.includes("answer") ?? false;
  if (!idea.lastStep && next.length === 0 && !answers) return null;
  return (
    <div id={LIFE} className={styles.life}>
      <Section title={t`Vad som har hänt`}>
        <div className={styles.body}>
          {(next.length > 0 || answers) && (
            <div className={styles.buttons}>
              {answers && <AnswerIdea idea={tagged} />}
              {answers && <MarkRepeat idea={tagged} />}
              {next.length > 0 && <TakeStep idea={tagged} next={next} />}
            </div>
          )}
          {idea.lastStep && <Steps idea={idea} />}
          <AnswerVersions idea={idea} />
        </div>
      </Section>
    </div>
  );
}

function Steps({ idea }: { idea: Schema["Idea"] }) {
  const query = useInfiniteQuery(stepsQuery(idea.id, idea.version));
  if (query.isPending) return <Skeleton rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <ol className={styles.steps}>
        {query.data.pages
          .flatMap((page) => page.steps)
          .map((step) => (
            <li key={step.number}>
              <StepEntry step={step} />
            </li>
          ))}
        {!query.hasNextPage && idea.publishedAt && (
          <li>
            <p className={styles.begun}>
              <Trans>Idén publicerades</Trans> <DateTime at={idea.publishedAt} />
            </p>
          </li>
        )}
      </ol>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          <Trans>Visa äldre steg</Trans>
        </Button>
      )}
    </>
  );
}

function StepEntry({ step }: { step: Schema["IdeaStep"] }) {
  return (
    <article className={styles.step}>
      <h3>
        <StageTag stage={step.to} />
      </h3>
      <p className={styles.reason} dir="auto">
        {step.reason}
      </p>
      <ParticipantLine participant={step.by}>
        {step.capacity === "author" && (
          <>
            <Trans>står bakom idén</Trans> ·{" "}
          </>
        )}
        <DateTime at={step.at} />
      </ParticipantLine>
    </article>
  );
}
