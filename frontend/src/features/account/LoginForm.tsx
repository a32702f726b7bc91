import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useMemo } from "react";
import type { Schema } from "@/lib/api";
import type { Pending } from "@/lib/session";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { PasswordField } from "@/ui/PasswordField";
import styles from "./Account.module.css";
import { EmailField } from "./EmailField";
import { useSignIn } from "./queries";
import { signInError } from "./waiting";

export type Credentials = Schema["Login"];
type Props = {
  fields: Credentials;
  onChange: (fields: Credentials) => void;
  /** Told what is still asked for, where the password is not enough. */
  onPending: (pending: Pending | undefined) => void;
};

/** Address and password. The page leaves by itself once somebody is signed in. */
export function LoginForm({ fields, onChange, onPending }: Props) {
  const { t } = useLingui();
  const signIn = useSignIn();
  const error = useMemo(() => signInError(signIn.error), [signIn.error]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate({ step: "sessions", proof: fields }, { onSuccess: onPending });
  };
  const password = t`Lösenord`;
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={{ email: t`E-postadress`, password }} />
      <EmailField
        autoComplete="username"
        value={fields.email}
        onChange={(email) => onChange({ ...fields, email })}
        error={fieldError(error, "email")}
      />
      <PasswordField
        name="password"
        label={password}
        autoComplete="current-password"
        value={fields.password}
        onChange={(value) => onChange({ ...fields, password: value })}
        error={fieldError(error, "password")}
      />
      <Button type="submit" variant="primary" busy={signIn.isPending}>
        {t`Logga in`}
      </Button>
      <p>
        <Link to="/forgot-password">
          <Trans>Glömt lösenordet?</Trans>
        </Link>
      </p>
    </form>
  );
}
