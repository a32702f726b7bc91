import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
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
import { ChallengeFieldset } from "./ChallengeFieldset";
import { fieldsOf, toEdit, unready } from "./challenge-fields";
import { editedChallengeQuery, useEditChallenge } from "./edit-queries";
import { useChallengeLabels } from "./use-challenge-labels";

type Base = Tagged<Schema["Challenge"]>;
type Props = {
  base: Base;
  /** Whether the reader says who leads. */
  mayAppoint: boolean;
  /** The form begins afresh with this. */
  onReload: (fresh: Base) => void;
  /** It was changed here. */
  onSaved: (saved: Base) => void;
  /** What follows the form: told whether it holds something unsaved, and gives back what it saved itself. */
  children: (unsaved: boolean, accept: (saved: Base) => void) => ReactNode;
};

/** The form of a challenge that exists. */
export function EditChallengeForm({ children, ...props }: Props) {
  const { t } = useLingui();
  const editor = useEditor(props);
  const labels = useChallengeLabels();
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
          <ChallengeFieldset
            fields={editor.draft.fields}
            set={editor.draft.set}
            error={editor.error}
            mayAppoint={props.mayAppoint}
            votingFixed={props.base.value.ideaCount > 0}
            version={props.base.value.version}
            phased={props.base.value.phases.length > 0}
          />
          <Section
            title={t`Spara frågan`}
            note={t`Sparar allt hit upp: frågan, idéer och röster, tider, bild och ämnen.`}
          >
            <Button type="submit" variant="primary" busy={editor.busy}>
              <Trans>Spara frågan</Trans>
            </Button>
          </Section>
        </div>
      </form>
      {children(editor.draft.unsaved, editor.accept)}
    </>
  );
}

function useEditor({ base, mayAppoint, onReload, onSaved }: Omit<Props, "children">) {
  const { t } = useLingui();
  const { id, version } = base.value;
  const draft = useFormDraft(`challenge.${id}.${version}`, fieldsOf(base.value));
  const edit = useEditChallenge(id);
  const queries = useQueryClient();
  const toast = useToast();
  const [early, setEarly] = useState<ApiError>();
  const fresh = () => queries.fetchQuery({ ...editedChallengeQuery(id), staleTime: 0 });
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
  const save = (etag: string) =>
    edit.mutate({ etag, body: toEdit(draft.fields, mayAppoint) }, { onSuccess: done });
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
