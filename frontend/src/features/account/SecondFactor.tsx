import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { ErrorState } from "@/ui/ErrorState";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import styles from "./Account.module.css";
import { RecoveryCodes } from "./RecoveryCodes";
import { useActivate, useDeactivate, useEnrol, useRenewCodes } from "./security";
import { TakesFocus } from "./TakesFocus";
import { useFresh } from "./use-fresh";

/** The authenticator app: off, being turned on, or on. Recovery codes stay on the screen until one has them. */
export function SecondFactor({ methods }: { methods: Schema["SignInMethods"] }) {
  const [codes, setCodes] = useState<string[]>();
  const box = useRef<HTMLDivElement>(null);
  // The button that was pressed goes with the step it ended.
  const stepped = () => box.current?.focus();
  const kept = () => {
    setCodes(undefined);
    stepped();
  };
  return (
    <div ref={box} tabIndex={-1}>
      {codes && <RecoveryCodes codes={codes} onKept={kept} />}
      {!codes && methods.authenticator && (
        <On left={methods.recoveryCodes} onCodes={setCodes} onOff={stepped} />
      )}
      {!codes && !methods.authenticator && <Off onCodes={setCodes} onCancel={stepped} />}
    </div>
  );
}

type Given = { onCodes: (codes: string[]) => void };

function Off({ onCodes, onCancel }: Given & { onCancel: () => void }) {
  const { fresh, question } = useFresh();
  const enrol = useEnrol(fresh);
  const cancel = () => {
    enrol.reset();
    onCancel();
  };
  if (enrol.data) return <Enrol enrolment={enrol.data} onCodes={onCodes} onCancel={cancel} />;
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

type Enrolment = { enrolment: Schema["AuthenticatorEnrolment"] };

function Enrol({ enrolment, onCodes, onCancel }: Given & Enrolment & { onCancel: () => void }) {
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
        <Key enrolment={enrolment} />
        <TextField
          name="code"
          label={label}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={setCode}
          error={fieldError(activate.error, "code")}
        />
        <span className={styles.acts}>
          <Button type="submit" variant="primary" busy={activate.isPending}>
            {t`Slå på`}
          </Button>
          <Button onClick={onCancel}>{t`Avbryt`}</Button>
        </span>
      </form>
      {question}
    </>
  );
}

/** The key in every way that an app takes one: as a picture, as an address and as a text. */
function Key({ enrolment: { qr, uri, secret } }: Enrolment) {
  const { t } = useLingui();
  return (
    <>
      <TakesFocus>
        <p>
          <Trans>Läs av bilden med appen, eller skriv in nyckeln i den.</Trans>
        </p>
      </TakesFocus>
      <img className={styles.qr} src={`data:image/png;base64,${qr}`} alt={t`Nyckeln som bild`} />
      <p>
        <a href={uri}>
          <Trans>Öppna appen på den här telefonen</Trans>
        </a>
      </p>
      <p>
        <Trans>Nyckel:</Trans> <span className={styles.secret}>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</span>
      </p>
      <span className={styles.acts}>
        <CopyButton
          text={secret}
          done={t`Nyckeln är kopierad.`}
          failed={t`Det gick inte att kopiera här. Markera nyckeln och kopiera den.`}
        >
          <Trans>Kopiera nyckeln</Trans>
        </CopyButton>
      </span>
    </>
  );
}

function On({ left, onCodes, onOff }: Given & { left: number; onOff: () => void }) {
  const { t } = useLingui();
  const { fresh, question } = useFresh();
  const renew = useRenewCodes(fresh);
  const off = useDeactivate(fresh, onOff);
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
