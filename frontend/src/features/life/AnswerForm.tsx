import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { RestoredNotice } from "@/features/editing/RestoredNotice";
import { missing, remaining } from "@/features/editing/required";
import { useFormDraft } from "@/features/editing/use-form-draft";
import { MarkdownArea } from "@/features/editor/MarkdownArea";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { RadioGroup } from "@/ui/Choice";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { SelectField } from "@/ui/SelectField";
import { stageLabel } from "@/ui/StageTag";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import { type AnswerFields, decisions, noAnswer, toAnswer } from "./answer-fields";
import styles from "./Life.module.css";
import { departmentsQuery } from "./queries";

type Props = {
  id: string;
  idea: Schema["Idea"];
  /** Why the server refused what was sent last. */
  error: ApiError | null;
  /** `clear` throws the draft away, once it is published. */
  onSend: (answer: Schema["OfficialAnswerCreate"], clear: () => void) => void;
};

/** An official answer. What is written stays until it is sent. Its button is elsewhere, with `form={id}`. */
export function AnswerForm({ id, idea, error, onSend }: Props) {
  const { t } = useLingui();
  const draft = useFormDraft<AnswerFields>(`idea.answer.${idea.id}`, noAnswer);
  const [early, setEarly] = useState<ApiError>();
  const { fields, set } = draft;
  const labels = {
    decision: t`Beslut`,
    body: t`Varför`,
    nextStep: t`Nästa steg`,
    contact: t`Kontakt`,
    departmentId: t`För vilken förvaltning`,
    department: t`Förvaltningens namn`,
  };
  const wrongNow = () =>
    missing(fields, ["decision", "body", ...(fields.departmentId ? [] : ["department"])]);
  const shown = remaining(early, wrongNow()) ?? error;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = wrongNow();
    setEarly(fault);
    if (!fault) onSend(toAnswer(fields), draft.clear);
  };
  return (
    <form id={id} className={styles.form} noValidate onSubmit={send}>
      {draft.restored && <RestoredNotice onDiscard={draft.reset} />}
      <FormErrors error={shown} labels={labels} />
      <RadioGroup
        name="decision"
        label={labels.decision}
        value={fields.decision as Schema["AnswerDecision"] | ""}
        onChange={(decision) => set({ decision })}
        error={fieldError(shown, "decision")}
        options={decisions.map((value) => ({ value, label: stageLabel(value) }))}
      />
      <MarkdownArea
        name="body"
        label={labels.body}
        hint={t`Skriv till den som kom med idén. Också ett nej går att förklara.`}
        value={fields.body}
        onChange={(body) => set({ body })}
        max={10_000}
        error={fieldError(shown, "body")}
      />
      <Onward fields={fields} set={set} error={shown} labels={labels} />
      <Department fields={fields} set={set} error={shown} labels={labels} />
    </form>
  );
}

type PartProps = {
  fields: AnswerFields;
  set: (change: Partial<AnswerFields>) => void;
  error: ApiError | null;
  labels: Record<keyof AnswerFields, string>;
};

/** What comes next, and whom to ask. */
function Onward({ fields, set, error, labels }: PartProps) {
  const { t } = useLingui();
  return (
    <>
      <TextArea
        name="nextStep"
        label={labels.nextStep}
        hint={t`Vad som händer nu, och när.`}
        optional
        value={fields.nextStep}
        onChange={(nextStep) => set({ nextStep })}
        max={1000}
        error={fieldError(error, "nextStep")}
      />
      <TextField
        name="contact"
        label={labels.contact}
        hint={t`Vem man frågar: en funktion, en e-postadress eller ett nummer. Alla kan läsa det.`}
        optional
        value={fields.contact}
        onChange={(contact) => set({ contact })}
        max={200}
        error={fieldError(error, "contact")}
      />
    </>
  );
}

/** Departments that take part here, or one in words. */
function Department({ fields, set, error, labels }: PartProps) {
  const { t } = useLingui();
  const departments = useQuery(departmentsQuery).data ?? [];
  return (
    <>
      {departments.length > 0 && (
        <SelectField
          name="departmentId"
          label={labels.departmentId}
          value={fields.departmentId}
          onChange={(departmentId) => set({ departmentId })}
          error={fieldError(error, "departmentId")}
        >
          <option value="">{t`En annan förvaltning`}</option>
          {departments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {!fields.departmentId && (
        <TextField
          name="department"
          label={labels.department}
          value={fields.department}
          onChange={(department) => set({ department })}
          max={120}
          error={fieldError(error, "department")}
        />
      )}
    </>
  );
}
