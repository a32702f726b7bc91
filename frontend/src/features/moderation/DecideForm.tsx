import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import { endOf, type Length } from "@/features/people/suspension-end";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { SelectField } from "@/ui/SelectField";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import styles from "./Moderation.module.css";
import { actionHint, actionLabel, groundLabel, grounds, restricts, ruleOf } from "./words";

type Ruling = Schema["ModerationDecisionCreate"];
type Ground = Schema["ModerationGround"];
type Props = {
  actions: Schema["ModerationAction"][];
  /** What most of the reports say. */
  suggested: Ground | undefined;
  error: ApiError | null;
  busy: boolean;
  onSend: (ruling: Ruling) => void;
};

/** What is decided, and the statement of reasons that its author reads. */
export function DecideForm({ actions, suggested, error, busy, onSend }: Props) {
  const { t } = useLingui();
  const [action, setAction] = useState<Ruling["action"] | "">("");
  const [why, setWhy] = useState(() => reasonsFor(suggested ?? "harassment"));
  const [length, setLength] = useState<Length>("week");
  const [early, setEarly] = useState<ApiError>();
  const reasons = action !== "" && restricts(action);
  const shown = early ?? error;
  const labels = { action: t`Beslut`, ground: t`Grund`, rule: t`Regel eller lag`, facts: t`Vad som hände` };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing({ action, ...why }, reasons ? ["action", "rule", "facts"] : ["action"]);
    setEarly(fault);
    if (!fault && action !== "") onSend(rulingOf(action, why, length));
  };
  return (
    <form className={styles.form} noValidate onSubmit={send} onKeyDown={sendByKey}>
      <FormErrors error={shown} labels={labels} />
      <RadioGroup
        name="action"
        label={labels.action}
        value={action}
        onChange={setAction}
        error={fieldError(shown, "action")}
        options={actions.map((value) => ({ value, label: actionLabel(value), hint: actionHint(value) }))}
      />
      {action === "suspend" && <HowLong length={length} onChange={setLength} />}
      {reasons && <Reasons why={why} onChange={setWhy} labels={labels} error={shown} />}
      <Button variant="primary" type="submit" busy={busy}>
        <Trans>Avgör och gå till nästa</Trans>
      </Button>
    </form>
  );
}

type Why = { ground: Ground; rule: string; facts: string };
const reasonsFor = (ground: Ground): Why => ({ ground, rule: ruleOf(ground), facts: "" });

function rulingOf(action: Ruling["action"], why: Why, length: Length): Ruling {
  if (!restricts(action)) return { action };
  const endsAt = action === "suspend" ? endOf(length, "", Date.now()) : undefined;
  const { ground } = why;
  return { action, ground, rule: why.rule.trim(), facts: why.facts.trim(), ...(endsAt ? { endsAt } : {}) };
}

const sendByKey = (event: KeyboardEvent<HTMLFormElement>) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
};

type ReasonsProps = {
  why: Why;
  onChange: (why: Why) => void;
  labels: { ground: string; rule: string; facts: string };
  error: ApiError | null;
};

function Reasons({ why, onChange, labels, error }: ReasonsProps) {
  const { t } = useLingui();
  return (
    <>
      <SelectField
        name="ground"
        label={labels.ground}
        value={why.ground}
        onChange={(ground) => onChange({ ...reasonsFor(ground as Ground), facts: why.facts })}
      >
        {grounds.map((ground) => (
          <option key={ground} value={ground}>
            {groundLabel(ground)}
          </option>
        ))}
      </SelectField>
      <TextField
        name="rule"
        label={labels.rule}
        value={why.rule}
        onChange={(rule) => onChange({ ...why, rule })}
        max={200}
        error={fieldError(error, "rule")}
      />
      <TextArea
        name="facts"
        label={labels.facts}
        hint={t`Den som skrev läser det här, tillsammans med hur man överklagar.`}
        value={why.facts}
        onChange={(facts) => onChange({ ...why, facts })}
        max={2000}
        error={fieldError(error, "facts")}
      />
    </>
  );
}

function HowLong({ length, onChange }: { length: Length; onChange: (length: Length) => void }) {
  const { t } = useLingui();
  return (
    <RadioGroup
      name="length"
      label={t`Hur länge`}
      value={length}
      onChange={onChange}
      options={[
        { value: "day", label: t`1 dag` },
        { value: "week", label: t`7 dagar` },
        { value: "month", label: t`30 dagar` },
        { value: "open", label: t`Tills någon häver avstängningen` },
      ]}
    />
  );
}
