import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { Skeleton } from "@/ui/Skeleton";
import { TextField } from "@/ui/TextField";
import styles from "./Account.module.css";
import { makePasskey, passkeysWork } from "./passkey";
import { passkeyError } from "./passkey-error";
import { passkeysQuery, useAddPasskey, useRemovePasskey, useRenamePasskey } from "./security";
import { useFresh } from "./use-fresh";

/** One's own passkeys, and a new one. */
export function Passkeys() {
  const query = useQuery(passkeysQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  const { passkeys } = query.data;
  return (
    <div className={styles.form}>
      {passkeys.length > 0 && (
        <ul className={styles.rows}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {passkeysWork() ? <NewPasskey /> : <NotHere />}
    </div>
  );
}

const NotHere = () => (
  <p>
    <Trans>Den här webbläsaren kan inte göra passnycklar.</Trans>
  </p>
);

function NewPasskey() {
  const { t } = useLingui();
  const { fresh, question } = useFresh();
  const [name, setName] = useState("");
  const add = useAddPasskey(fresh);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate(() => makePasskey(name), { onSuccess: () => setName("") });
  };
  const error = passkeyError(add.error);
  const label = t`Namn på passnyckeln`;
  return (
    <>
      <form className={styles.form} noValidate onSubmit={send}>
        <FormErrors error={error} labels={{ name: label }} />
        <TextField
          name="name"
          label={label}
          hint={t`Så att du känner igen den, till exempel Min telefon.`}
          max={80}
          value={name}
          onChange={setName}
          error={fieldError(error, "name")}
        />
        <Button type="submit" busy={add.isPending}>
          {t`Lägg till en passnyckel`}
        </Button>
      </form>
      {question}
    </>
  );
}

function PasskeyRow({ passkey }: { passkey: Schema["Passkey"] }) {
  const { t } = useLingui();
  const { fresh, question } = useFresh();
  const [renaming, setRenaming] = useState(false);
  const remove = useRemovePasskey(fresh);
  const { name } = passkey;
  if (renaming) return <Rename passkey={passkey} onDone={() => setRenaming(false)} />;
  return (
    <li>
      <span>
        <b>
          <bdi>{name}</bdi>
        </b>
        <small>
          {passkey.lastUsedAt ? (
            <Trans>
              Senast använd <DateTime at={passkey.lastUsedAt} as="relative" />
            </Trans>
          ) : (
            <Trans>Inte använd än</Trans>
          )}
        </small>
      </span>
      <span className={styles.acts}>
        <Button variant="plain" onClick={() => setRenaming(true)}>
          <Trans>Byt namn</Trans>
        </Button>
        <ConfirmButton
          label={t`Ta bort`}
          title={t`Ta bort ${name}?`}
          about={name}
          variant="danger"
          busy={remove.isPending}
          onConfirm={() => remove.mutate(passkey.id)}
        >
          <Trans>Du kan inte längre logga in med den.</Trans>
        </ConfirmButton>
      </span>
      {remove.error && <ErrorState error={remove.error} />}
      {question}
    </li>
  );
}

function Rename({ passkey, onDone }: { passkey: Schema["Passkey"]; onDone: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState(passkey.name);
  const rename = useRenamePasskey();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!rename.isPending) rename.mutate({ id: passkey.id, name }, { onSuccess: onDone });
  };
  return (
    <li>
      <form className={styles.form} noValidate onSubmit={send}>
        <TextField
          name={`name-${passkey.id}`}
          label={t`Nytt namn`}
          max={80}
          value={name}
          onChange={setName}
          error={fieldError(rename.error, "name")}
        />
        <span className={styles.acts}>
          <Button type="submit" variant="primary" busy={rename.isPending}>
            {t`Spara`}
          </Button>
          <Button onClick={onDone}>{t`Avbryt`}</Button>
        </span>
      </form>
    </li>
  );
}
