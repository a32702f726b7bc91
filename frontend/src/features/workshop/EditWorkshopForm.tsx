import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ConflictNotice } from "@/features/editing/ConflictNotice";
import editing from "@/features/editing/Editing.module.css";
import { RestoredNotice } from "@/features/editing/RestoredNotice";
import { useFormDraft } from "@/features/editing/use-form-draft";
import type { Schema, Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { Section } from "@/ui/Section";
import { useToast } from "@/ui/Toast";
import { useEditWorkshop } from "./edit-queries";
import { workshopQuery } from "./queries";
import { useWorkshopLabels } from "./use-workshop-labels";
import { WorkshopFieldset } from "./WorkshopFieldset";
import { WorkshopSteps } from "./WorkshopSteps";
import { fieldsOf, toEdit, unready } from "./workshop-fields";

type Base = Tagged<Schema["Workshop"]>;
type Props = {
  base: Base;
  /** The form begins afresh with this. */
  onReload: (fresh: Base) => void;
  /** It was changed here. */
  onSaved: (saved: Base) => void;
};

/** The form of a workshop that exists, and the steps it can take. */
export function EditWorkshopForm({ base, onReload, onSaved }: Props) {
  const { t } = useLingui();
  const editor = useEditor({ base, onReload, onSaved });
  const labels = useWorkshopLabels();
  return (
    <>
      <form className={editing.form} noValidate onSubmit={editor.send}>
        {editor.draft.restored && <RestoredNotice onDiscard={editor.discard} />}
        {editor.error?.code === "precondition_failed" ? (
          <ConflictNotice busy={editor.busy} onReload={editor.reload} onOverwrite={editor.overwrite} />
        ) : (
          <FormErrors error={editor.error} labels={labels} />
        )}
        <div>
          <WorkshopFieldset fields={editor.draft.fields} set={editor.draft.set} error={editor.error} />
          <Section title={t`Spara`} note={t`De som är anmälda får ett mejl om tiden eller platsen ändras.`}>
            <Button type="submit" variant="primary" busy={editor.busy}>
              <Trans>Spara ändringarna</Trans>
            </Button>
          </Section>
        </div>
      </form>
      <Section title={t`Läge`}>
        <WorkshopSteps base={base} unsaved={editor.draft.unsaved} onSaved={editor.accept} />
      </Section>
    </>
  );
}

function useEditor({ base, onReload, onSaved }: Props) {
  const { t } = useLingui();
  const { id, version } = base.value;
  const draft = useFormDraft(`workshop.${id}.${version}`, fieldsOf(base.value));
  const edit = useEditWorkshop(id);
  const queries = useQueryClient();
  const toast = useToast();
  const [early, setEarly] = useState<ApiError>();
  const fresh = () => queries.fetchQuery({ ...workshopQuery(id), staleTime: 0 });
  // What was saved, by the form or by a step, is what the form now holds: the server may have put it straight.
  const accept = (saved: Base) => {
    draft.clear();
    draft.set(fieldsOf(saved.value));
    onSaved(saved);
  };
  const done = (saved: Base) => {
    accept(saved);
    toast({ text: t`Ändringarna är sparade.` });
  };
  const save = (etag: string) => edit.mutate({ etag, body: toEdit(draft.fields) }, { onSuccess: done });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const lack = unready(draft.fields);
    setEarly(lack);
    if (!lack && !edit.isPending) save(base.etag);
  };
  const reload = () => {
    draft.clear();
    void fresh().then(onReload);
  };
  return {
    draft,
    accept,
    send,
    reload,
    discard: () => {
      draft.reset();
      onReload(base);
    },
    overwrite: () => void fresh().then(({ etag }) => save(etag)),
    busy: edit.isPending,
    error: early ?? edit.error,
  };
}
