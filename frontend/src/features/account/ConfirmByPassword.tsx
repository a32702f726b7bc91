import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { PageHeader } from "@/ui/PageHeader";
import { PasswordField } from "@/ui/PasswordField";
import styles from "./Account.module.css";
import { NotYou } from "./NotYou";
import type { useConfirmEmail } from "./queries";

type Props = { confirm: ReturnType<typeof useConfirmEmail>; token: string };

/** Confirms an address with the password that was chosen for it, so that nobody confirms a stranger's account. */
export function ConfirmByPassword({ confirm, token }: Props) {
  const { t } = useLingui();
  const [password, setPassword] = useState("");
  const { error } = confirm;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!confirm.isPending) confirm.mutate(password ? { token, password } : { token });
  };
  const label = t`Lösenord`;
  return (
    <>
      <PageHeader
        title={t`Nästan klart`}
        lead={t`Skriv lösenordet du valde, så vet vi att det var du som registrerade dig.`}
      />
      <div className={styles.single}>
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
          <Button type="submit" variant="primary" busy={confirm.isPending}>
            {t`Bekräfta min adress`}
          </Button>
        </form>
        <NotYou />
      </div>
    </>
  );
}
