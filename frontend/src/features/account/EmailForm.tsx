import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import styles from "./Account.module.css";
import { EmailField } from "./EmailField";
import { useRequestEmail } from "./email";
import { MailSent } from "./MailSent";
import { useFresh } from "./use-fresh";

/** A change of address, which the mail to the new one confirms. What is shown then does not tell whether that is somebody else's. */
export function EmailForm({ email: current }: { email: string }) {
  const { t } = useLingui();
  const [email, setEmail] = useState("");
  const { fresh, question } = useFresh();
  const request = useRequestEmail(fresh);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!request.isPending) request.mutate(email);
  };
  const label = t`Ny e-postadress`;
  if (request.isSuccess)
    return (
      <MailSent email={email}>
        <Trans>
          Vi har skickat ett mejl till <bdi>{email}</bdi>. Följ länken i det medan du är inloggad, så byts
          adressen. Den fungerar en gång, i 30 minuter.
        </Trans>
      </MailSent>
    );
  return (
    <>
      <form className={styles.form} noValidate onSubmit={send}>
        <p>
          <Trans>
            Du har <bdi>{current}</bdi>.
          </Trans>
        </p>
        <FormErrors error={request.error} labels={{ email: label }} />
        <EmailField
          label={label}
          value={email}
          onChange={setEmail}
          error={fieldError(request.error, "email")}
        />
        <Button type="submit" busy={request.isPending}>
          {t`Byt adress`}
        </Button>
      </form>
      {question}
    </>
  );
}
