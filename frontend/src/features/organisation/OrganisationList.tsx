import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Organisation.module.css";
import { OrganisationRow } from "./OrganisationRow";
import { organisationsQuery } from "./queries";

type Props = {
  search: Parameters<typeof organisationsQuery>[0];
  heading?: "h2" | "h3";
  empty: ReactNode;
};

/** Organisations, on as far as one likes. */
export function OrganisationList({ search, heading = "h2", empty }: Props) {
  const query = useInfiniteQuery(organisationsQuery(search));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={4} />;
  const found = query.data.pages.flatMap((page) => page.organisations);
  if (found.length === 0) return empty;
  return (
    <div data-stale={query.isPlaceholderData || undefined}>
      <ol className={styles.list}>
        {found.map((organisation) => (
          <OrganisationRow key={organisation.id} organisation={organisation} heading={heading} />
        ))}
      </ol>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={found.length}
        />
      )}
    </div>
  );
}
