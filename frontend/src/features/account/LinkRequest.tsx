import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import styles from "./Account.module.css";
import { EmailField } from "./EmailField";
import { useRequestLoginLink } from "./queries";

type Props = { email: string; onBack: () => void };

/** Asks for a mail with a link that signs in. What is shown then does not tell whether the address was known. */
export function LinkRequest({ email: typed, onBack }: Props) {
  const { t } = useLingui();
  const [email, setEmail] = useState(typed);
  const request = useRequestLoginLink();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!request.isPending) request.mutate(email);
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={request.error} labels={{ email: t`E-postadress` }} />
      {request.isSuccess ? (
        <p role="status">
          <Trans>
            Om <bdi>{email}</bdi> har ett konto finns en länk i din brevlåda om en liten stund. Den fungerar
            en gång, i 30 minuter.
          </Trans>
        </p>
      ) : (
        <>
          <EmailField
            autoComplete="username"
            value={email}
            onChange={setEmail}
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
