import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { PasswordField } from "@/ui/PasswordField";
import { useToast } from "@/ui/Toast";
import styles from "./Account.module.css";
import { NewPasswordField } from "./NewPasswordField";
import { useChangePassword } from "./queries";
import { useFresh } from "./use-fresh";

const empty = { currentPassword: "", newPassword: "" };

type Props = {
  /** For password managers, which need to know whose it is. */
  email: string;
  /** Whether there is a password until now, which has to be shown then. */
  has: boolean;
};

/** A change of password, or a first one. */
export function PasswordForm({ email, has }: Props) {
  const { t } = useLingui();
  const [fields, setFields] = useState(empty);
  const { fresh, question } = useFresh();
  const change = useChangePassword(fresh);
  const toast = useToast();
  const done = () => {
    setFields(empty);
    toast({ text: t`Lösenordet är bytt.` });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending)
      change.mutate(has ? fields : { newPassword: fields.newPassword }, { onSuccess: done });
  };
  const labels = { currentPassword: t`Nuvarande lösenord`, newPassword: t`Nytt lösenord` };
  return (
    <>
      <form className={styles.form} noValidate onSubmit={send}>
        <FormErrors error={change.error} labels={labels} />
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        {has && (
          <PasswordField
            name="currentPassword"
            label={labels.currentPassword}
            autoComplete="current-password"
            value={fields.currentPassword}
            onChange={(currentPassword) => setFields({ ...fields, currentPassword })}
            error={fieldError(change.error, "currentPassword")}
          />
        )}
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
      {question}
    </>
  );
}
