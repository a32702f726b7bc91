import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./AuditLog.module.css";
import { EntryRow } from "./EntryRow";
import { auditLogQuery } from "./queries";
import type { AuditSearch } from "./search";

/** What was done, the latest first. */
export function EntryList({ search }: { search: AuditSearch }) {
  const query = useInfiniteQuery(auditLogQuery(search));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={6} />;
  const entries = query.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <Nothing narrowed={Object.keys(search).length > 0} />;
  return (
    <div className={styles.list} data-stale={query.isPlaceholderData || undefined}>
      <ol>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </ol>
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
        shown={entries.length}
      />
    </div>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  if (!narrowed)
    return (
      <EmptyState>
        <Trans>Ingenting har skrivits i loggen än.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      action={
        <Link to="/admin/audit-log" search={{}}>
          <Trans>Visa hela loggen</Trans>
        </Link>
      }
    >
      <Trans>Det finns ingenting i loggen om det här.</Trans>
    </EmptyState>
  );
}
