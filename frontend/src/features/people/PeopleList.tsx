import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./People.module.css";
import { PersonRow } from "./PersonRow";
import { peopleQuery } from "./queries";
import type { PeopleSearch } from "./search";

/** The accounts that an address asks for, on as far as one likes. */
export function PeopleList({ search }: { search: PeopleSearch }) {
  const query = useInfiniteQuery(peopleQuery(search));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={6} />;
  const people = query.data.pages.flatMap((page) => page.people);
  if (people.length === 0) return <Nobody search={search} />;
  return (
    <div className={styles.people} data-stale={query.isPlaceholderData || undefined}>
      <ol className={styles.list}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ol>
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
        shown={people.length}
      />
    </div>
  );
}

function Nobody({ search }: { search: PeopleSearch }) {
  const everybody = (
    <Link to="/admin/people" search={{}} resetScroll={false}>
      <Trans>Visa alla</Trans>
    </Link>
  );
  return (
    <EmptyState action={everybody}>
      <NobodyIs search={search} />
    </EmptyState>
  );
}

function NobodyIs({ search: { name, role, state } }: { search: PeopleSearch }) {
  if (!name && !role && state === "suspended") return <Trans>Ingen är avstängd just nu.</Trans>;
  if (!name && !role && state === "disabled") return <Trans>Inget konto är spärrat.</Trans>;
  if (name && !role && !state) return <Trans>Inget konto passar in på ”{name}”.</Trans>;
  return <Trans>Inget konto passar in på det du valt.</Trans>;
}
