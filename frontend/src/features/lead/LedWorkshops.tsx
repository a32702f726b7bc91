import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { wholePeriod } from "@/features/workshop/calendar-date";
import { myWorkshopsQuery } from "@/features/workshop/queries";
import type { Schema } from "@/lib/api";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { WorkshopStateTag } from "@/ui/Tag";
import styles from "./Lead.module.css";
import { workshopStep } from "./next-step";

/** The workshops one leads, latest start first. */
export function LedWorkshops() {
  const query = useInfiniteQuery(myWorkshopsQuery("leader"));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  const workshops = query.data.pages.flatMap((page) => page.workshops);
  if (workshops.length === 0) {
    return (
      <EmptyState>
        <Trans>Du leder ingen verkstad än.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {workshops.map((workshop) => (
          <LedWorkshop key={workshop.id} workshop={workshop} />
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

function LedWorkshop({ workshop }: { workshop: Schema["WorkshopSummary"] }) {
  const { t } = useLingui();
  const params = { workshopId: workshop.id };
  return (
    <li className={styles.row}>
      <h3>
        <Link to="/workshops/$workshopId" params={params}>
          <bdi>{workshop.title}</bdi>
        </Link>
      </h3>
      <WorkshopStateTag state={workshop.state} />
      <p>
        <time dateTime={workshop.startsAt}>
          <bdi>{wholePeriod(workshop.startsAt, workshop.endsAt)}</bdi>
        </time>
        . {workshopStep(workshop)}
      </p>
      <Link to="/workshops/$workshopId/edit" params={params} aria-label={t`Ändra ${workshop.title}`}>
        <Trans>Ändra</Trans>
      </Link>
    </li>
  );
}
