import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import editing from "@/features/editing/Editing.module.css";
import type { FieldsetProps } from "@/features/editing/fieldset";
import { MarkdownArea } from "@/features/editor/MarkdownArea";
import { FocusAreaField } from "@/features/focus-area/FocusAreaField";
import { topicsQuery } from "@/features/topic/queries";
import { TopicField } from "@/features/topic/TopicField";
import { DateTimeField } from "@/ui/DateTimeField";
import { fieldError } from "@/ui/FormErrors";
import { Section } from "@/ui/Section";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import { type ChallengeFields, oneLine } from "./challenge-fields";
import { EligibleField } from "./EligibleField";
import { ImageField } from "./ImageField";
import { useChallengeLabels } from "./use-challenge-labels";
import { VotingField } from "./VotingField";

type Props = FieldsetProps<ChallengeFields> & {
  /** Once ideas have come. */
  votingFixed: boolean;
  /** Whether the reader says who leads, as a focus area does too. */
  mayAppoint: boolean;
  /** Of the challenge that is edited: what the server changed shows in the pickers too. */
  version?: number;
  /** It has phases, from which its times follow. */
  phased?: boolean;
};

/** Every field of a challenge. */
export function ChallengeFieldset({ votingFixed, mayAppoint, version = 0, phased = false, ...props }: Props) {
  const { t } = useLingui();
  return (
    <>
      <Section title={t`Frågan`}>
        <QuestionFields {...props} />
      </Section>
      <Section title={t`Idéer och röster`}>
        <div className={editing.fields}>
          <VotingField {...props} fixed={votingFixed} />
          <EligibleField name="voters" {...props} />
          <EligibleField name="proposers" {...props} />
        </div>
      </Section>
      {!phased && (
        <Section title={t`Tid`} note={t`Alla tider är i svensk tid.`}>
          <TimeFields key={version} {...props} />
        </Section>
      )}
      <Section title={t`Bild`}>
        <div className={editing.fields}>
          <ImageField {...props} />
        </div>
      </Section>
      <Topics {...props} />
      {mayAppoint && <AreaField {...props} />}
    </>
  );
}

function Topics({ fields, set, error }: FieldsetProps<ChallengeFields>) {
  const { t } = useLingui();
  const { data: topics = [] } = useQuery(topicsQuery("active"));
  if (topics.length === 0) return null;
  return (
    <Section title={t`Ämnen`}>
      <TopicField
        values={fields.topicIds}
        onChange={(topicIds) => set({ topicIds })}
        error={fieldError(error, "topicIds")}
      />
    </Section>
  );
}

function AreaField({ fields, set, error }: FieldsetProps<ChallengeFields>) {
  return (
    <FocusAreaField
      value={fields.focusAreaId}
      onChange={(focusAreaId) => set({ focusAreaId })}
      error={fieldError(error, "focusAreaId")}
    />
  );
}

function QuestionFields({ fields, set, error }: FieldsetProps<ChallengeFields>) {
  const { t } = useLingui();
  const labels = useChallengeLabels();
  return (
    <div className={editing.fields}>
      <TextArea
        name="question"
        label={labels.question}
        hint={t`En öppen fråga som går att svara på med en idé. Den står störst.`}
        rows={2}
        style={{ minBlockSize: "4.5rem" }}
        max={300}
        value={fields.question}
        onChange={(question) => set({ question: oneLine(question) })}
        error={fieldError(error, "question")}
      />
      <TextField
        name="title"
        label={labels.title}
        hint={t`Två, tre ord att känna igen utmaningen på.`}
        max={150}
        value={fields.title}
        onChange={(title) => set({ title })}
        error={fieldError(error, "title")}
      />
      <MarkdownArea
        name="description"
        label={labels.description}
        hint={t`Varför frågan ställs nu, vad som redan är bestämt och vad som händer med idéerna efteråt.`}
        max={20_000}
        value={fields.description}
        onChange={(description) => set({ description })}
        error={fieldError(error, "description")}
      />
    </div>
  );
}

function TimeFields({ fields, set, error }: FieldsetProps<ChallengeFields>) {
  const { t } = useLingui();
  const labels = useChallengeLabels();
  return (
    <div className={editing.fields}>
      <DateTimeField
        name="opensAt"
        label={labels.opensAt}
        hint={t`Lämna tomt för att öppna när du publicerar.`}
        optional
        value={fields.opensAt}
        onChange={(opensAt) => set({ opensAt })}
        error={fieldError(error, "opensAt")}
      />
      <DateTimeField
        name="closesAt"
        label={labels.closesAt}
        hint={t`Lämna tomt för att stänga själv när det är dags.`}
        optional
        value={fields.closesAt}
        onChange={(closesAt) => set({ closesAt })}
        error={fieldError(error, "closesAt")}
      />
    </div>
  );
}
