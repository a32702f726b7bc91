import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import { Reasons, reasonsFor, useReasonLabels, written } from "@/features/moderation/Reasons";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { FormErrors } from "@/ui/FormErrors";
import styles from "./People.module.css";
import { SuspensionEnd } from "./SuspensionEnd";
import { aWeek, endOf, neededFor } from "./suspension-end";

type Props = {
  id: string;
  /** Why the server refused what was sent last. */
  error: ApiError | null;
  onSend: (suspension: Schema["SuspensionCreate"]) => void;
};

/** Why and for how long somebody may not write. Its button is elsewhere, with `form={id}`. */
export function SuspendForm({ id, error, onSend }: Props) {
  const { t } = useLingui();
  const [why, setWhy] = useState(() => reasonsFor("harassment"));
  const [end, setEnd] = useState(aWeek);
  const [early, setEarly] = useState<ApiError>();
  const shown = early ?? error;
  const labels = { ...useReasonLabels(), endsAt: t`Slutar` };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing({ ...why, ...end }, ["rule", "facts", ...neededFor(end)]);
    setEarly(fault);
    if (fault) return;
    const endsAt = endOf(end);
    onSend({ ...written(why), ...(endsAt ? { endsAt } : {}) });
  };
  return (
    <form id={id} className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={shown} labels={labels} />
      <Reasons why={why} onChange={setWhy} error={shown} />
      <SuspensionEnd end={end} onChange={setEnd} error={shown} />
    </form>
  );
}
