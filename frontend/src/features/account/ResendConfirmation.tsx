import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import styles from "./Account.module.css";
import { EmailField } from "./EmailField";
import { MailSent } from "./MailSent";
import { useRequestConfirmation } from "./queries";

/** Asks for a new confirmation mail, by address. */
export function ResendConfirmation() {
  const { t } = useLingui();
  const [email, setEmail] = useState("");
  const ask = useRequestConfirmation();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!ask.isPending) ask.mutate(email);
  };
  if (ask.isSuccess) return <MailSent email={email} />;
  return (
    <>
      <form className={styles.form} noValidate onSubmit={send}>
        <FormErrors error={ask.error} labels={{ email: t`E-postadress` }} />
        <EmailField value={email} onChange={setEmail} error={fieldError(ask.error, "email")} />
        <Button type="submit" variant="primary" busy={ask.isPending}>
          {t`Skicka ett nytt mejl`}
        </Button>
      </form>
      <p>
        <Trans>
          Har du redan bekräftat adressen? <Link to="/login">Logga in</Link>
        </Trans>
      </p>
    </>
  );
}
