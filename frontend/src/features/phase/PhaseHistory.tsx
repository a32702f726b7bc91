import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { phaseLabel } from "@/ui/labels";
import { Skeleton } from "@/ui/Skeleton";
import { openWords, periodWords } from "./phase-words";
import { phaseChangesQuery } from "./queries";
import styles from "./Timeline.module.css";

/** How the phases have been changed, by whom and why: read when somebody asks. */
export function PhaseHistory({ challengeId }: { challengeId: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <details className={styles.history} onToggle={(event) => event.currentTarget.open && setAsked(true)}>
      <summary>
        <Trans>Ändringar av faserna</Trans>
      </summary>
      {asked && <Changes challengeId={challengeId} />}
    </details>
  );
}

function Changes({ challengeId }: { challengeId: string }) {
  const query = useInfiniteQuery(phaseChangesQuery(challengeId));
  if (query.isPending) return <Skeleton rows={1} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const changes = query.data.pages.flatMap((page) => page.phaseChanges);
  if (changes.length === 0)
    return (
      <p>
        <Trans>Faserna är som de var från början.</Trans>
      </p>
    );
  return (
    <>
      <ol className={styles.changes}>
        {changes.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ol>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={changes.length}
        />
      )}
    </>
  );
}

function Change({ change: { changedAt, changedBy, reason, moves } }: { change: Schema["PhaseChange"] }) {
  return (
    <li>
      <p>
        <DateTime at={changedAt} />, <bdi>{changedBy.displayName}</bdi>
      </p>
      <p dir="auto">
        <bdi>{reason}</bdi>
      </p>
      <ul>
        {moves.map((move, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened once never changes its order.
          <li key={n}>
            <Move move={move} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Move({ move: { before, after } }: { move: Schema["PhaseMove"] }) {
  const kind = phaseLabel((after ?? before ?? { kind: "do" as const }).kind);
  const was = before && periodWords(before);
  const is = after && periodWords(after);
  if (!was)
    return (
      <Trans>
        {kind} tillkom: {is}
      </Trans>
    );
  if (!is)
    return (
      <Trans>
        {kind} togs bort, som var {was}
      </Trans>
    );
  if (was !== is)
    return (
      <Trans>
        {kind}: {is}, i stället för {was}
      </Trans>
    );
  const open = after && openWords(after.open);
  return (
    <Trans>
      {kind} är öppen för: {open}
    </Trans>
  );
}
