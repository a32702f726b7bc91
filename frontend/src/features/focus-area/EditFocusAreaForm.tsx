import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import styles from "@/features/admin/AdminList.module.css";
import { ConflictNotice } from "@/features/editing/ConflictNotice";
import { missing } from "@/features/editing/required";
import type { Schema, Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { useToast } from "@/ui/Toast";
import { FocusAreaFieldset, useFocusAreaLabels } from "./FocusAreaFieldset";
import { focusAreaQuery, useEditFocusArea } from "./queries";

/** What a focus area is called and is about. The tag is held still while the page reads anew, once something is changed. */
export function EditFocusAreaForm({ loaded }: { loaded: Tagged<Schema["FocusArea"]> }) {
  const { t } = useLingui();
  const editor = useEditor(loaded);
  const labels = useFocusAreaLabels();
  return (
    <form className={styles.form} noValidate onSubmit={editor.send} aria-label={t`Uppgifter`}>
      {editor.error?.code === "precondition_failed" ? (
        <ConflictNotice busy={editor.busy} onReload={editor.reload} onOverwrite={editor.overwrite} />
      ) : (
        <FormErrors error={editor.error} labels={labels} />
      )}
      <FocusAreaFieldset fields={editor.fields} set={editor.set} error={editor.error} />
      <Button type="submit" variant="primary" busy={editor.busy}>
        <Trans>Spara ändringarna</Trans>
      </Button>
    </form>
  );
}

function useEditor(loaded: Tagged<Schema["FocusArea"]>) {
  const { t } = useLingui();
  const { id } = loaded.value;
  const [base, setBase] = useState(loaded);
  const [fields, setFields] = useState(fieldsOf(loaded));
  const [early, setEarly] = useState<ApiError>();
  const edit = useEditFocusArea(id);
  const queries = useQueryClient();
  const toast = useToast();
  const begin = (from: Tagged<Schema["FocusArea"]>) => {
    setBase(from);
    setFields(fieldsOf(from));
  };
  // Archiving, beside this form, is no conflict with oneself.
  if (loaded.value.version > base.value.version && same(fields, fieldsOf(base))) begin(loaded);
  const save = (tag: string) =>
    edit.mutate(
      { etag: tag, body: fields },
      {
        onSuccess: (saved) => {
          begin(saved);
          toast({ text: t`Ändringarna är sparade.` });
        },
      },
    );
  const fresh = () => queries.fetchQuery({ ...focusAreaQuery(id), staleTime: 0 });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing(fields, ["title"]);
    setEarly(fault);
    if (!fault && !edit.isPending) save(base.etag);
  };
  return {
    fields,
    set: (change: Partial<typeof fields>) => setFields({ ...fields, ...change }),
    send,
    reload: () => {
      edit.reset();
      void fresh().then(begin);
    },
    overwrite: () => void fresh().then((present) => save(present.etag)),
    busy: edit.isPending,
    error: early ?? edit.error ?? undefined,
  };
}

const fieldsOf = ({ value: { title, description } }: Tagged<Schema["FocusArea"]>) => ({ title, description });

type Fields = ReturnType<typeof fieldsOf>;
const same = (a: Fields, b: Fields) => a.title === b.title && a.description === b.description;
