import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Account.module.css";
import { EmailField } from "./EmailField";
import { MailSent } from "./MailSent";
import { useRequestReset } from "./queries";

/** Asks for a mail that lets one choose a new password. Never tells whether the address is known. */
export function ForgotPasswordPage() {
  const { t } = useLingui();
  const [email, setEmail] = useState("");
  const ask = useRequestReset();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!ask.isPending) ask.mutate(email);
  };
  return (
    <>
      <PageHeader
        title={t`Glömt lösenordet`}
        lead={t`Skriv adressen du har kontot med, så mejlar vi en länk där du väljer ett nytt.`}
      />
      <div className={styles.single}>
        {ask.isSuccess ? (
          <MailSent email={email} />
        ) : (
          <form className={styles.form} noValidate onSubmit={send}>
            <FormErrors error={ask.error} labels={{ email: t`E-postadress` }} />
            <EmailField value={email} onChange={setEmail} error={fieldError(ask.error, "email")} />
            <Button type="submit" variant="primary" busy={ask.isPending}>
              {t`Skicka länken`}
            </Button>
          </form>
        )}
      </div>
    </>
  );
}
