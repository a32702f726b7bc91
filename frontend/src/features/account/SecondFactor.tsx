import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import styles from "./Account.module.css";
import { RecoveryCodes } from "./RecoveryCodes";
import { useActivate, useDeactivate, useEnrol, useRenewCodes } from "./security";
import { useFresh } from "./use-fresh";

/** The authenticator app: off, being turned on, or on. Recovery codes stay on the screen until one has them. */
export function SecondFactor({ methods }: { methods: Schema["SignInMethods"] }) {
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />;
  if (methods.authenticator) return <On left={methods.recoveryCodes} onCodes={setCodes} />;
  return <Off onCodes={setCodes} />;
}

type Given = { onCodes: (codes: string[]) => void };

function Off({ onCodes }: Given) {
  const { fresh, question } = useFresh();
  const enrol = useEnrol(fresh);
  if (enrol.data) return <Enrol enrolment={enrol.data} onCodes={onCodes} />;
  return (
    <div className={styles.form}>
      <p>
        <Trans>
          Avstängd. Du behöver en app som visar koder, till exempel den som redan sköter dina lösenord.
        </Trans>
      </p>
      {enrol.error && <ErrorState error={enrol.error} />}
      <Button busy={enrol.isPending} onClick={() => enrol.mutate()}>
        <Trans>Slå på tvåstegsinloggning</Trans>
      </Button>
      {question}
    </div>
  );
}

function Enrol({ enrolment, onCodes }: Given & { enrolment: Schema["AuthenticatorEnrolment"] }) {
  const { t } = useLingui();
  const { fresh, question } = useFresh();
  const [code, setCode] = useState("");
  const activate = useActivate(fresh, onCodes);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!activate.isPending) activate.mutate(code);
  };
  const label = t`Kod från appen`;
  return (
    <>
      <form className={styles.form} noValidate onSubmit={send}>
        <FormErrors error={activate.error} labels={{ code: label }} />
        <p>
          <Trans>Läs av bilden med appen, eller skriv in nyckeln i den.</Trans>
        </p>
        <img className={styles.qr} src={`data:image/png;base64,${enrolment.qr}`} alt={t`Nyckeln som bild`} />
        <p>
          <Trans>Nyckel:</Trans>{" "}
          <span className={styles.secret}>{enrolment.secret.replace(/(.{4})(?=.)/g, "$1 ")}</span>
        </p>
        <TextField
          name="code"
          label={label}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          error={fieldError(activate.error, "code")}
        />
        <Button type="submit" variant="primary" busy={activate.isPending}>
          {t`Slå på`}
        </Button>
      </form>
      {question}
    </>
  );
}

function On({ left, onCodes }: Given & { left: number }) {
  const { t } = useLingui();
  const { fresh, question } = useFresh();
  const renew = useRenewCodes(fresh);
  const off = useDeactivate(fresh);
  const error = renew.error ?? off.error;
  return (
    <div className={styles.form}>
      <p>
        <Trans>Påslagen.</Trans>{" "}
        <Plural value={left} one="# reservkod är kvar." other="# reservkoder är kvar." />
      </p>
      {error && <ErrorState error={error} />}
      <span className={styles.acts}>
        <ConfirmButton
          label={t`Ta fram nya reservkoder`}
          title={t`Ta fram nya reservkoder?`}
          busy={renew.isPending}
          onConfirm={() => renew.mutate(undefined, { onSuccess: (made) => onCodes(made.recoveryCodes) })}
        >
          <Trans>De gamla slutar att fungera.</Trans>
        </ConfirmButton>
        <ConfirmButton
          label={t`Stäng av`}
          title={t`Stäng av tvåstegsinloggning?`}
          variant="danger"
          busy={off.isPending}
          onConfirm={() => off.mutate()}
        >
          <Trans>Då räcker det med lösenordet eller en länk i mejlen för att logga in.</Trans>
        </ConfirmButton>
      </span>
      {question}
    </div>
  );
}
