import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useMemo, useState } from "react";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import styles from "./Account.module.css";
import { useProve } from "./queries";
import { signInError } from "./waiting";

/** Shows that it is the account's owner by a code of the app. */
export function ProveByCode({ onProved }: { onProved: () => void }) {
  const { t } = useLingui();
  const [code, setCode] = useState("");
  const prove = useProve();
  const error = useMemo(() => signInError(prove.error), [prove.error]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!prove.isPending) prove.mutate({ code }, { onSuccess: onProved });
  };
  const label = t`Kod från appen`;
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={{ code: label }} />
      <TextField
        name="code"
        label={label}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        error={fieldError(error, "code")}
      />
      <Button type="submit" variant="primary" busy={prove.isPending}>
        {t`Fortsätt`}
      </Button>
    </form>
  );
}
