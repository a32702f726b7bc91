import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import { ConflictNotice } from "@/features/editing/ConflictNotice";
import editing from "@/features/editing/Editing.module.css";
import { PhasesFieldset } from "@/features/phase/PhasesFieldset";
import { differs, endNow, inOrder, progress, type Row, rowsOf, toPhases } from "@/features/phase/phase-rows";
import { phaseFaults } from "@/features/phase/phase-words";
import type { Schema, Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { phaseLabel } from "@/ui/labels";
import { TextArea } from "@/ui/TextArea";
import { useToast } from "@/ui/Toast";
import { editedChallengeQuery, useSetPhases } from "./edit-queries";

type Base = Tagged<Schema["Challenge"]>;
type Props = {
  base: Base;
  /** Whether the form above holds something that is not saved. */
  unsaved: boolean;
  onSaved: (saved: Base) => void;
  /** Told whether the phases hold something that is not saved. */
  onUnsaved: (unsaved: boolean) => void;
};

/** Where leaders lay out the phases and move them, with a reason once everybody has seen them. */
export function PhasesEditor({ base, unsaved, onSaved, onUnsaved }: Props) {
  const { t } = useLingui();
  const [ending, setEnding] = useState(false);
  const done = (saved: Base) => {
    setEnding(false);
    onSaved(saved);
  };
  const editor = useEditor(base, done, onUnsaved);
  const { rows, setRows, reason, setReason, error, busy } = editor;
  const published = base.value.state !== "draft";
  const changed = ending || editor.planned;
  const running = rows.find((row) => progress(row, Date.now()) === "running");
  if (base.value.state === "archived") return null;
  return (
    <div className={editing.form}>
      {error?.code === "precondition_failed" ? (
        <ConflictNotice busy={busy} onReload={editor.reload} onOverwrite={editor.overwrite} />
      ) : (
        <FormErrors
          error={error}
          labels={{ ...phaseFaults(inOrder(rows)), phases: t`Faserna`, reason: t`Skäl` }}
        />
      )}
      <PhasesFieldset rows={rows} onChange={setRows} error={error} />
      {(rows.length > 0 || base.value.phases.length > 0) && (
        <div className={editing.fields}>
          {published && changed && (
            <TextArea
              name="reason"
              label={t`Skäl`}
              hint={t`Alla kan läsa det. Behövs när en fas ändras.`}
              rows={2}
              max={500}
              value={reason}
              onChange={setReason}
              error={fieldError(error, "reason")}
            />
          )}
          {unsaved && (
            <p>
              <Trans>Spara ändringarna ovan först.</Trans>
            </p>
          )}
          <div className={editing.buttons}>
            <Button
              variant="primary"
              busy={busy}
              disabled={unsaved}
              onClick={() => editor.save(rows, base.etag)}
            >
              <Trans>Spara faserna</Trans>
            </Button>
            {running && published && !changed && (
              <Button disabled={unsaved} onClick={() => setEnding(true)}>
                <Trans>Avsluta fasen nu</Trans>
              </Button>
            )}
            {running && published && changed && (
              <EndNow
                row={running}
                busy={busy}
                disabled={unsaved || !reason.trim()}
                onConfirm={() => editor.save(endNow(rows, running.key, new Date().toISOString()), base.etag)}
              />
            )}
          </div>
        </div>
      )}
    </div>
  );
}

type EndProps = { row: Row; busy: boolean; disabled: boolean; onConfirm: () => void };

function EndNow({ row, ...button }: EndProps) {
  const { t } = useLingui();
  const name = phaseLabel(row.kind);
  return (
    <ConfirmButton label={t`Avsluta fasen nu`} title={t`Avsluta ${name} nu?`} {...button}>
      <p>
        <Trans>
          Det som fasen är öppen för stängs genast, och faserna efter börjar så mycket tidigare. Skälet visas
          för alla.
        </Trans>
      </p>
    </ConfirmButton>
  );
}

function useEditor(base: Base, onSaved: Props["onSaved"], onUnsaved: Props["onUnsaved"]) {
  const { t } = useLingui();
  const { id, phases, state } = base.value;
  const [rows, setRows] = useState(() => rowsOf(phases));
  const [reason, setReason] = useState("");
  const planned = differs(rows, phases);
  useEffect(() => onUnsaved(planned), [onUnsaved, planned]);
  const set = useSetPhases(id);
  const queries = useQueryClient();
  const toast = useToast();
  const fresh = () => queries.fetchQuery({ ...editedChallengeQuery(id), staleTime: 0 });
  const take = (saved: Base) => {
    setRows(rowsOf(saved.value.phases));
    setReason("");
    onSaved(saved);
  };
  const done = (saved: Base) => {
    take(saved);
    toast({ text: t`Faserna är sparade.` });
  };
  const save = (wanted: Row[], etag: string) => {
    if (set.isPending) return;
    const why = state !== "draft" && reason.trim();
    set.mutate(
      { etag, body: { phases: toPhases(wanted), ...(why && { reason: why }) } },
      { onSuccess: done },
    );
  };
  return {
    rows,
    planned,
    setRows,
    reason,
    setReason,
    save,
    reload: () => {
      set.reset();
      void fresh().then(take);
    },
    overwrite: () => void fresh().then(({ etag }) => save(rows, etag)),
    busy: set.isPending,
    error: set.error as ApiError | null,
  };
}
