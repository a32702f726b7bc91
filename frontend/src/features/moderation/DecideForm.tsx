import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import { SuspensionEnd } from "@/features/people/SuspensionEnd";
import { aWeek, type End, endOf, neededFor } from "@/features/people/suspension-end";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import styles from "./Moderation.module.css";
import { Reasons, reasonsFor, useReasonLabels, type Why, written } from "./Reasons";
import { actionHint, actionLabel, restricts } from "./words";

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
  const [end, setEnd] = useState(aWeek);
  const [early, setEarly] = useState<ApiError>();
  const reasons = action !== "" && restricts(action);
  const shown = early ?? error;
  const labels = { action: t`Beslut`, ...useReasonLabels(), endsAt: t`Slutar` };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing({ action, ...why, ...end }, neededBy(action, end));
    setEarly(fault);
    if (!fault && action !== "") onSend(rulingOf(action, why, end));
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
      {action === "suspend" && <SuspensionEnd end={end} onChange={setEnd} error={shown} />}
      {reasons && <Reasons why={why} onChange={setWhy} error={shown} />}
      <Button variant="primary" type="submit" busy={busy}>
        <Trans>Avgör och gå till nästa</Trans>
      </Button>
    </form>
  );
}

function rulingOf(action: Ruling["action"], why: Why, end: End): Ruling {
  if (!restricts(action)) return { action };
  const endsAt = action === "suspend" ? endOf(end) : undefined;
  return { action, ...written(why), ...(endsAt ? { endsAt } : {}) };
}

function neededBy(action: Ruling["action"] | "", end: End): string[] {
  if (action === "" || !restricts(action)) return ["action"];
  return ["action", "rule", "facts", ...(action === "suspend" ? neededFor(end) : [])];
}

const sendByKey = (event: KeyboardEvent<HTMLFormElement>) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
};
