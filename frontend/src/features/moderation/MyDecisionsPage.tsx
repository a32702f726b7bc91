import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ProfileNav } from "@/features/account/ProfileNav";
import { DateTime } from "@/ui/DateTime";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { AboutYours } from "./About";
import styles from "./Moderation.module.css";
import { myDecisionsQuery } from "./queries";
import { doneLabel, thingLabel } from "./words";

/** What was decided about what the reader wrote, and where each can be appealed. */
export function MyDecisionsPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Beslut om det du skrivit`}
        lead={t`Har en moderator begränsat något du skrivit står det här, med skälen och hur du överklagar.`}
      />
      <ProfileNav />
      <Decisions />
    </>
  );
}

function Decisions() {
  const query = useInfiniteQuery(myDecisionsQuery);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={4} />;
  const decisions = query.data.pages.flatMap((page) => page.decisions);
  if (decisions.length === 0)
    return (
      <EmptyState
        action={
          <Link to="/moderation">
            <Trans>Läs reglerna</Trans>
          </Link>
        }
      >
        <Trans>Inget du har skrivit har begränsats.</Trans>
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.rows}>
        {decisions.map((decision) => (
          <li key={decision.id} className={styles.row}>
            <p className={styles.rowTitle}>
              <Link to="/moderation-decisions/$decisionId" params={{ decisionId: decision.id }}>
                {doneLabel(decision.action)}: <AboutYours decision={decision} />
              </Link>
            </p>
            <p className={styles.soft}>
              {thingLabel(decision.thing.kind)} · <DateTime at={decision.decidedAt} />
            </p>
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
        shown={decisions.length}
      />
    </>
  );
}
