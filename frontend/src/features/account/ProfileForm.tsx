import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ConflictNotice } from "@/features/editing/ConflictNotice";
import { useBase } from "@/features/editing/use-base";
import type { Schema, Tagged } from "@/lib/api";
import type { Me } from "@/lib/session";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import { useToast } from "@/ui/Toast";
import styles from "./Account.module.css";
import { KindField } from "./KindField";
import { meQuery, useEditMe } from "./queries";

type Fields = Required<Schema["MeEdit"]>;

/** Name, kind and the language of one's mail. */
export function ProfileForm({ loaded }: { loaded: Tagged<Me> }) {
  const { t } = useLingui();
  const { base, replace, advance } = useBase(loaded);
  const [fields, setFields] = useState(() => fieldsOf(base.value));
  const queries = useQueryClient();
  const edit = useEditMe();
  const toast = useToast();
  const fresh = () => queries.fetchQuery({ ...meQuery, staleTime: 0 });
  const save = (etag: string) =>
    edit.mutate(
      { etag, body: fields },
      {
        onSuccess: (me) => {
          advance(me);
          toast({ text: t`Din profil är sparad.` });
        },
      },
    );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!edit.isPending) save(base.etag);
  };
  const reload = async () => {
    const me = await fresh();
    replace(me);
    setFields(fieldsOf(me.value));
    edit.reset();
  };
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      {edit.error?.code === "precondition_failed" ? (
        <ConflictNotice
          busy={edit.isPending}
          onReload={() => void reload()}
          onOverwrite={() => void fresh().then((me) => save(me.etag))}
        />
      ) : (
        <FormErrors error={edit.error} labels={{ displayName: t`Namn som visas` }} />
      )}
      <ProfileFields fields={fields} error={edit.error} onChange={setFields} email={base.value.email} />
      <Button type="submit" variant="primary" busy={edit.isPending}>
        {t`Spara profilen`}
      </Button>
    </form>
  );
}

type FieldsProps = {
  fields: Fields;
  error: ReturnType<typeof useEditMe>["error"];
  onChange: (fields: Fields) => void;
  email: string;
};

function ProfileFields({ fields, error, onChange, email }: FieldsProps) {
  const { t } = useLingui();
  return (
    <>
      <TextField
        name="displayName"
        label={t`Namn som visas`}
        hint={t`Alla ser det. Du behöver inte använda ditt riktiga namn.`}
        autoComplete="nickname"
        max={80}
        value={fields.displayName}
        onChange={(displayName) => onChange({ ...fields, displayName })}
        error={fieldError(error, "displayName")}
      />
      <KindField value={fields.kind} onChange={(kind) => onChange({ ...fields, kind })} />
      <RadioGroup
        name="language"
        label={t`Språk i mejlen till dig`}
        hint={t`Mejlen går till ${email}. Språket på sidorna byter du i sidhuvudet.`}
        options={[
          { value: "sv", label: "Svenska" },
          { value: "en", label: "English" },
        ]}
        value={fields.language}
        onChange={(language) => onChange({ ...fields, language })}
      />
    </>
  );
}

const fieldsOf = ({ displayName, kind, language }: Me): Fields => ({ displayName, kind, language });
