import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { RadioGroup } from "@/ui/Choice";
import { DateTimeField } from "@/ui/DateTimeField";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { Moment } from "./Moment";
import styles from "./People.module.css";
import { endOf, type Length, lengths } from "./suspension-end";

type Props = {
  id: string;
  /** Why the server refused what was sent last. */
  error: ApiError | null;
  onSend: (suspension: Schema["SuspensionCreate"]) => void;
};

/** Why and for how long somebody may not write. Its button is elsewhere, with `form={id}`. */
export function SuspendForm({ id, error, onSend }: Props) {
  const { t } = useLingui();
  const [now] = useState(Date.now);
  const [reason, setReason] = useState("");
  const [length, setLength] = useState<Length>("week");
  const [own, setOwn] = useState("");
  const [early, setEarly] = useState<ApiError>();
  const shown = early ?? error;
  const labels = { reason: t`Skäl`, length: t`Hur länge`, endsAt: t`Slutar` };
  const words = useLengthWords();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const needed = length === "own" ? ["reason", "endsAt"] : ["reason"];
    const fault = missing({ reason, endsAt: own }, needed);
    setEarly(fault);
    if (fault) return;
    const endsAt = endOf(length, own, now);
    onSend({ reason: reason.trim(), ...(endsAt ? { endsAt } : {}) });
  };
  return (
    <form id={id} className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={shown} labels={labels} />
      <TextArea
        name="reason"
        label={labels.reason}
        hint={t`Skriv vad som har hänt och vilken regel det gäller. Personen läser det här.`}
        value={reason}
        onChange={setReason}
        max={2000}
        error={fieldError(shown, "reason")}
      />
      <RadioGroup
        name="length"
        label={labels.length}
        value={length}
        onChange={setLength}
        options={lengths.map((value) => ({
          value,
          label: words[value],
          hint: <Until at={endOf(value, "", now)} />,
        }))}
      />
      {length === "own" && (
        <DateTimeField
          name="endsAt"
          label={labels.endsAt}
          value={own}
          onChange={setOwn}
          error={fieldError(shown, "endsAt")}
        />
      )}
    </form>
  );
}

const Until = ({ at }: { at: string | undefined }) =>
  at && (
    <Trans>
      Till <Moment at={at} />
    </Trans>
  );

function useLengthWords(): Record<Length, string> {
  const { t } = useLingui();
  return {
    day: t`1 dag`,
    week: t`7 dagar`,
    month: t`30 dagar`,
    own: t`Till en tid som jag väljer`,
    open: t`Tills någon häver avstängningen`,
  };
}
