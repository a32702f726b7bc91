import { Trans, useLingui } from "@lingui/react/macro";
import editing from "@/features/editing/Editing.module.css";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import styles from "./AuditLog.module.css";
import { type fileTypes, useExportLog } from "./queries";
import type { AuditSearch } from "./search";

/** Hands out what is shown, and all that follows it, as a file. */
export function Export({ search }: { search: AuditSearch }) {
  const { t } = useLingui();
  const toast = useToast();
  const file = useExportLog(search);
  const fetchFile = (type: keyof typeof fileTypes) => {
    if (file.isPending) return;
    file.mutate(type, { onSuccess: () => toast({ text: t`Filen är hämtad.` }) });
  };
  return (
    <div className={styles.export}>
      <p>
        <Trans>Urvalet som fil, med högst 100 000 rader. Filen innehåller namn: förvara den därefter.</Trans>
      </p>
      {file.error && <ErrorState error={file.error} />}
      <div className={editing.buttons}>
        <Button busy={file.isPending && file.variables === "csv"} onClick={() => fetchFile("csv")}>
          <Trans>Hämta för kalkylprogram (CSV)</Trans>
        </Button>
        <Button busy={file.isPending && file.variables === "jsonl"} onClick={() => fetchFile("jsonl")}>
          <Trans>Hämta för datorprogram (JSON)</Trans>
        </Button>
      </div>
    </div>
  );
}
