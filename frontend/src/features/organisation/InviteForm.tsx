import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { useFresh } from "@/features/account/use-fresh";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import { useToast } from "@/ui/Toast";
import styles from "./Organisation.module.css";
import { useInvite } from "./queries";
import { mandateHint, mandateLabel, mandatesUpTo } from "./words";

type Props = {
  organisationId: string;
  /** The highest mandate that may be given. */
  own: Schema["Mandate"];
  onDone: () => void;
};

/** Invites somebody by mail, with a mandate. */
export function InviteForm({ organisationId, own, onDone }: Props) {
  const { t } = useLingui();
  const [email, setEmail] = useState("");
  const [mandate, setMandate] = useState<Schema["Mandate"]>("member");
  const [early, setEarly] = useState<ApiError>();
  const { fresh, question } = useFresh();
  const invite = useInvite(organisationId, fresh);
  const toast = useToast();
  const error = early ?? invite.error ?? undefined;
  const labels = { email: t`E-postadress`, mandate: t`Uppdrag` };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (invite.isPending) return;
    const fault = missing({ email }, ["email"]);
    setEarly(fault);
    if (fault) return;
    const onSuccess = () => {
      setEmail("");
      onDone();
      toast({ text: t`Inbjudan är skickad.` });
    };
    invite.mutate({ email: email.trim(), mandate }, { onSuccess });
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={labels} />
      <TextField
        name="email"
        type="email"
        label={labels.email}
        value={email}
        onChange={setEmail}
        error={fieldError(error, "email")}
        autoComplete="off"
      />
      <RadioGroup
        name="mandate"
        label={labels.mandate}
        value={mandate}
        onChange={setMandate}
        options={mandatesUpTo(own).map((value) => ({
          value,
          label: mandateLabel(value),
          hint: mandateHint(value),
        }))}
        error={fieldError(error, "mandate")}
      />
      <Button variant="primary" type="submit" busy={invite.isPending}>
        <Trans>Skicka inbjudan</Trans>
      </Button>
      {question}
    </form>
  );
}
