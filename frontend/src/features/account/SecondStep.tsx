import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Pending } from "@/lib/session";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import styles from "./Account.module.css";
import { PasskeySignIn } from "./PasskeySignIn";
import { useSignIn } from "./queries";
import { signInError } from "./waiting";

type Props = { pending: Pending; onAgain: () => void };

/** The second step of signing in: a code, or a passkey instead. `onAgain` leads back to the first. */
export function SecondStep({ pending, onAgain }: Props) {
  const step = useRef<HTMLDivElement>(null);
  // The form that was sent is gone from the page, and the focus with it.
  useEffect(() => step.current?.querySelector<HTMLElement>("input, button")?.focus(), []);
  return (
    <div ref={step} className={styles.form}>
      {pending.methods.includes("code") && <CodeForm token={pending.token} />}
      {pending.methods.includes("passkey") && <PasskeySignIn />}
      <p>
        <Button variant="plain" onClick={onAgain}>
          <Trans>Börja om</Trans>
        </Button>
      </p>
    </div>
  );
}

function CodeForm({ token }: { token: string }) {
  const { t } = useLingui();
  const [code, setCode] = useState("");
  const signIn = useSignIn();
  const error = useMemo(() => signInError(signIn.error), [signIn.error]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate({ step: "second-factor-sessions", proof: { token, code } });
  };
  const label = t`Kod`;
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <FormErrors error={error} labels={{ code: label }} />
      <TextField
        name="code"
        label={label}
        hint={t`Sex siffror från din app. En reservkod går också bra.`}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        value={code}
        onChange={setCode}
        error={fieldError(error, "code")}
      />
      <Button type="submit" variant="primary" busy={signIn.isPending}>
        {t`Fortsätt`}
      </Button>
    </form>
  );
}
