import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import type { Schema } from "@/lib/api";
import { currentLocale } from "@/lib/i18n";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import styles from "./Account.module.css";
import { EmailField } from "./EmailField";
import { KindField } from "./KindField";
import { NewPasswordField } from "./NewPasswordField";
import { useRegister } from "./queries";
import { useProof } from "./use-proof";
import { useSlow } from "./use-slow";

const empty = { displayName: "", email: "", password: "", kind: "resident" as Schema["PersonKind"] };

/** The form of a new account. `onSent` is told the address, whether it was known before or not. */
export function RegisterForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useLingui();
  const [fields, setFields] = useState(empty);
  const set = (change: Partial<typeof empty>) => setFields((now) => ({ ...now, ...change }));
  const proof = useProof();
  const register = useRegister(proof.take);
  const slow = useSlow(register.isPending);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (register.isPending) return;
    register.mutate({ ...fields, language: mailLanguage() }, { onSuccess: () => onSent(fields.email) });
  };
  const { error } = register;
  const name = t`Namn som visas`;
  const password = t`Lösenord`;
  return (
    <form className={styles.form} noValidate onSubmit={send} onFocus={proof.begin}>
      <FormErrors error={error} labels={{ displayName: name, email: t`E-postadress`, password }} />
      <TextField
        name="displayName"
        label={name}
        hint={t`Visas vid det du skriver. Du behöver inte använda ditt riktiga namn.`}
        autoComplete="nickname"
        max={80}
        value={fields.displayName}
        onChange={(displayName) => set({ displayName })}
        error={fieldError(error, "displayName")}
      />
      <KindField value={fields.kind} onChange={(kind) => set({ kind })} error={fieldError(error, "kind")} />
      <EmailField
        hint={t`Dit skickar vi en länk som gör kontot klart. Adressen visas aldrig för andra.`}
        value={fields.email}
        onChange={(email) => set({ email })}
        error={fieldError(error, "email")}
      />
      <NewPasswordField
        name="password"
        label={password}
        value={fields.password}
        onChange={(value) => set({ password: value })}
        error={fieldError(error, "password")}
      />
      <Button type="submit" variant="primary" busy={register.isPending}>
        {t`Skapa konto`}
      </Button>
      <p role="status">
        {slow && t`Strax klart. Din webbläsare gör en uträkning som håller automater borta.`}
      </p>
    </form>
  );
}

/** The language of the mail that follows: the one the page is read in. */
const mailLanguage = (): Schema["Language"] => (currentLocale() === "sv" ? "sv" : "en");
