import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { PasswordField } from "@/ui/PasswordField";
import { useToast } from "@/ui/Toast";
import styles from "./Account.module.css";
import { NewPasswordField } from "./NewPasswordField";
import { useChangePassword } from "./queries";

const empty = { currentPassword: "", newPassword: "" };

/** A change of password. `email` is for password managers, which need to know whose it is. */
export function PasswordForm({ email }: { email: string }) {
  const { t } = useLingui();
  const [fields, setFields] = useState(empty);
  const change = useChangePassword();
  const toast = useToast();
  const done = () => {
    setFields(empty);
    toast({ text: t`Lösenordet är bytt.` });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending) change.mutate(fields, { onSuccess: done });
  };
  const labels = { currentPassword: t`Nuvarande lösenord`, newPassword: t`Nytt lösenord` };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={change.error} labels={labels} />
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        name="currentPassword"
        label={labels.currentPassword}
        autoComplete="current-password"
        value={fields.currentPassword}
        onChange={(currentPassword) => setFields({ ...fields, currentPassword })}
        error={fieldError(change.error, "currentPassword")}
      />
      <NewPasswordField
        name="newPassword"
        label={labels.newPassword}
        value={fields.newPassword}
        onChange={(newPassword) => setFields({ ...fields, newPassword })}
        error={fieldError(change.error, "newPassword")}
      />
      <Button type="submit" busy={change.isPending}>
        {t`Byt lösenord`}
      </Button>
    </form>
  );
}
