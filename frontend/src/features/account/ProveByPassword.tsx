import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useMemo, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { PasswordField } from "@/ui/PasswordField";
import styles from "./Account.module.css";
import { useProve } from "./queries";
import { signInError } from "./waiting";

/** Shows that it is the account's owner by the password. */
export function ProveByPassword({ onProved }: { onProved: () => void }) {
  const { t } = useLingui();
  const [password, setPassword] = useState("");
  const prove = useProve();
  const error = useMemo(() => signInError(prove.error), [prove.error]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!prove.isPending) prove.mutate({ password }, { onSuccess: onProved });
  };
  const label = t`Lösenord`;
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={{ password: label }} />
      <PasswordField
        name="password"
        label={label}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={fieldError(error, "password")}
      />
      <Button type="submit" variant="primary" busy={prove.isPending}>
        {t`Fortsätt`}
      </Button>
    </form>
  );
}
