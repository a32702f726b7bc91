import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { RadioGroup } from "@/ui/Choice";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { stageLabel } from "@/ui/StageTag";
import { TextArea } from "@/ui/TextArea";
import styles from "./Life.module.css";

type Props = {
  id: string;
  next: Schema["IdeaStage"][];
  /** Why the server refused what was sent last. */
  error: ApiError | null;
  onSend: (step: Schema["IdeaStageEdit"]) => void;
};

/** Where to and why. Its button is elsewhere, with `form={id}`. */
export function TakeStepForm({ id, next, error, onSend }: Props) {
  const { t } = useLingui();
  const [stage, setStage] = useState<Schema["IdeaStage"] | "">("");
  const [reason, setReason] = useState("");
  const [early, setEarly] = useState<ApiError>();
  const shown = early ?? error;
  const labels = { stage: t`Till vilket läge`, reason: t`Varför` };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing({ stage, reason }, ["stage", "reason"]);
    setEarly(fault);
    if (!fault && stage !== "") onSend({ stage, reason: reason.trim() });
  };
  return (
    <form id={id} className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={shown} labels={labels} />
      <RadioGroup
        name="stage"
        label={labels.stage}
        value={stage}
        onChange={setStage}
        error={fieldError(shown, "stage")}
        options={next.map((value) => ({ value, label: stageLabel(value) }))}
      />
      <TextArea
        name="reason"
        label={labels.reason}
        hint={t`Alla kan läsa det, och det går inte att ändra sedan. Skriv så att den som bara läser det här förstår.`}
        value={reason}
        onChange={setReason}
        max={2000}
        error={fieldError(shown, "reason")}
      />
    </form>
  );
}
