import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import styles from "./Moderation.module.css";
import { useJudge } from "./queries";

/** Where somebody else than who decided judges an appeal. */
export function JudgeForm({ appeal }: { appeal: Schema["Appeal"] }) {
  const { t } = useLingui();
  const judge = useJudge(appeal);
  const [outcome, setOutcome] = useState<Schema["AppealOutcomeKind"] | "">("");
  const [reason, setReason] = useState("");
  const [early, setEarly] = useState<ApiError>();
  const error = early ?? judge.error;
  const labels = { outcome: t`Utfall`, reason: t`Varför` };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing({ outcome, reason }, ["outcome", "reason"]);
    setEarly(fault);
    if (!fault && outcome !== "" && !judge.isPending) judge.mutate({ outcome, reason: reason.trim() });
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={labels} />
      <RadioGroup
        name="outcome"
        label={labels.outcome}
        value={outcome}
        onChange={setOutcome}
        error={fieldError(error, "outcome")}
        options={[
          { value: "upheld", label: t`Beslutet står fast` },
          { value: "overturned", label: t`Beslutet upphävs`, hint: t`Det som begränsades blir som förut.` },
        ]}
      />
      <TextArea
        name="reason"
        label={labels.reason}
        hint={t`Den som överklagade läser det här.`}
        value={reason}
        onChange={setReason}
        max={2000}
        error={fieldError(error, "reason")}
      />
      <Button variant="primary" type="submit" busy={judge.isPending}>
        <Trans>Avgör överklagandet</Trans>
      </Button>
    </form>
  );
}
