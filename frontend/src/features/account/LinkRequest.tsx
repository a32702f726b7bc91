import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import styles from "./Account.module.css";
import { EmailField } from "./EmailField";
import { MailSent } from "./MailSent";
import { useRequestLoginLink } from "./queries";

type Props = { email: string; onChange: (email: string) => void; onBack: () => void };

/** Asks for a mail with a link that signs in. What is shown then does not tell whether the address was known. */
export function LinkRequest({ email, onChange, onBack }: Props) {
  const { t } = useLingui();
  const form = useRef<HTMLFormElement>(null);
  const request = useRequestLoginLink();
  // What was pressed to come here is gone from the page, and the focus with it.
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!request.isPending) request.mutate(email);
  };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={request.error} labels={{ email: t`E-postadress` }} />
      {request.isSuccess ? (
        <MailSent email={email} />
      ) : (
        <>
          <EmailField
            autoComplete="username"
            value={email}
            onChange={onChange}
            error={fieldError(request.error, "email")}
          />
          <Button type="submit" variant="primary" busy={request.isPending}>
            {t`Skicka länken`}
          </Button>
        </>
      )}
      <p>
        <Button variant="plain" onClick={onBack}>
          <Trans>Logga in på ett annat sätt</Trans>
        </Button>
      </p>
    </form>
  );
}
