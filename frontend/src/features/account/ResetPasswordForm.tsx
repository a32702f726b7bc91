import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import styles from "./Account.module.css";
import { NewPasswordField } from "./NewPasswordField";
import type { useSignIn } from "./queries";

type Props = { reset: ReturnType<typeof useSignIn>; token: string };

/** A new password, proved by the token of a mail. */
export function ResetPasswordForm({ reset, token }: Props) {
  const { t } = useLingui();
  const [newPassword, setNewPassword] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!reset.isPending) reset.mutate({ step: "password-resets", proof: { token, newPassword } });
  };
  const label = t`Nytt lösenord`;
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={reset.error} labels={{ newPassword: label }} />
      <NewPasswordField
        name="newPassword"
        label={label}
        value={newPassword}
        onChange={setNewPassword}
        error={fieldError(reset.error, "newPassword")}
      />
      <Button type="submit" variant="primary" busy={reset.isPending}>
        {t`Spara lösenordet`}
      </Button>
    </form>
  );
}
