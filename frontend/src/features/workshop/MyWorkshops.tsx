import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { myWorkshopsQuery, useOwnSignups } from "./queries";
import { WorkshopRow } from "./WorkshopRow";
import styles from "./WorkshopRow.module.css";

/** The workshops one has signed up for, with a seat or on the waiting list. */
export function MyWorkshops() {
  const query = useInfiniteQuery(myWorkshopsQuery("participant"));
  const workshops = query.data?.pages.flatMap((page) => page.workshops) ?? [];
  const signups = useOwnSignups(workshops.map((workshop) => workshop.id));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  if (workshops.length === 0) {
    return (
      <EmptyState
        action={
          <LinkButton to="/workshops" search={{}}>
            <Trans>Se verkstäderna</Trans>
          </LinkButton>
        }
      >
        <Trans>Du är inte anmäld till någon verkstad.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {workshops.map((workshop) => (
          <WorkshopRow key={workshop.id} workshop={workshop} signup={signups.get(workshop.id)} withMonth />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={workshops.length}
        />
      )}
    </>
  );
}
