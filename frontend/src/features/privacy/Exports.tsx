import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useFresh } from "@/features/account/use-fresh";
import { announce } from "@/lib/announce";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { ExportRow } from "./ExportRow";
import styles from "./Privacy.module.css";
import { exportsQuery, useAskForExport } from "./queries";

/** Asks for a file with all that is known, shows how far it has come, and hands it out. */
export function Exports() {
  const { t } = useLingui();
  const query = useQuery(exportsQuery);
  const { fresh, question } = useFresh();
  const ask = useAskForExport(fresh);
  const waiting = query.data?.some((made) => made.state === "waiting") ?? false;
  useAnnounceReady(waiting, t`Dina uppgifter är klara att hämta.`);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  return (
    <div className={styles.part}>
      <p>
        <Trans>
          Du får en zip-fil med allt som handlar om dig: kontot, profilen, idéer, kommentarer, röster,
          anmälningar och inloggningar. En sida att läsa, och samma sak för datorprogram.
        </Trans>
      </p>
      {query.data.length > 0 && (
        <ul className={styles.exports}>
          {query.data.map((made) => (
            <ExportRow key={made.id} made={made} />
          ))}
        </ul>
      )}
      {ask.error && <ErrorState error={ask.error} />}
      <Button busy={ask.isPending} disabled={waiting} onClick={() => !ask.isPending && ask.mutate()}>
        <Trans>Be om en fil</Trans>
      </Button>
      {question}
    </div>
  );
}

/** Says it aloud when what was being made is there. */
function useAnnounceReady(waiting: boolean, text: string) {
  const before = useRef(waiting);
  useEffect(() => {
    if (before.current && !waiting) announce(text);
    before.current = waiting;
  }, [waiting, text]);
}
