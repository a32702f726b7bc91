import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { useFresh } from "@/features/account/use-fresh";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import styles from "./Privacy.module.css";
import { useDeleteExport, useDownload } from "./queries";

type Props = { made: Schema["Export"] };

/** One file: on its way, there to fetch, or failed. */
export function ExportRow({ made }: Props) {
  const { fresh, question } = useFresh();
  const download = useDownload(fresh);
  return (
    <li>
      {made.state === "waiting" && <Progress made={made} />}
      {made.state === "failed" && (
        <p>
          <Trans>Det gick inte att göra filen. Be om en ny.</Trans>
        </p>
      )}
      {made.state === "ready" && <Facts made={made} />}
      <div className={styles.buttons}>
        {made.state === "ready" && (
          <Button variant="primary" busy={download.isPending} onClick={() => download.mutate(made)}>
            <Trans>Hämta filen</Trans>
          </Button>
        )}
        <Remove made={made} />
      </div>
      {download.error && <ErrorState error={download.error} />}
      {question}
    </li>
  );
}

function Progress({ made }: Props) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>
        <Trans>Vi samlar ihop dina uppgifter</Trans>
      </label>
      <progress id={id} className={styles.progress} max={100} value={made.progress}>
        {made.progress} %
      </progress>
    </p>
  );
}

function Facts({ made }: Props) {
  const kilobytes = formatNumber(Math.max(1, Math.round((made.size ?? 0) / 1000)));
  return (
    <p>
      <Trans>
        <DateTime at={made.createdAt} as="date-time" />, {kilobytes} kB. Tas bort{" "}
        <DateTime at={made.expiresAt} as="date" />.
      </Trans>
    </p>
  );
}

function Remove({ made }: Props) {
  const { t } = useLingui();
  const remove = useDeleteExport();
  return (
    <Button
      variant="plain"
      busy={remove.isPending}
      onClick={() => !remove.isPending && remove.mutate(made.id)}
    >
      {made.state === "waiting" ? t`Avbryt` : t`Ta bort`}
    </Button>
  );
}
