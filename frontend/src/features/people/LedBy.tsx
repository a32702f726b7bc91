import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { leadRoleLabel } from "@/features/leading/words";
import type { Schema } from "@/lib/api";
import { formatDate } from "@/lib/format";
import { lastDay } from "@/lib/local-time";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./People.module.css";
import { ledByQuery } from "./queries";

/** What somebody leads and has led, for administrators. */
export function LedBy({ personId }: { personId: string }) {
  const { t } = useLingui();
  return (
    <Section title={t`Leder`}>
      <Assignments personId={personId} />
    </Section>
  );
}

function Assignments({ personId }: { personId: string }) {
  const query = useInfiniteQuery(ledByQuery(personId));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={2} />;
  const all = query.data.pages.flatMap((page) => page.leadAssignments);
  if (all.length === 0) {
    return (
      <p>
        <Trans>Leder ingenting, och har inte gjort det.</Trans>
      </p>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {all.map((assignment) => (
          <Assignment key={assignment.id} assignment={assignment} />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={all.length}
        />
      )}
    </>
  );
}

function Assignment({ assignment }: { assignment: Schema["LeadAssignment"] }) {
  const { role, endsAt, grantedAt } = assignment;
  const until = endsAt && formatDate(`${lastDay(endsAt)}T12:00:00Z`);
  return (
    <li className={styles.assignment}>
      <Thing assignment={assignment} />
      <span className={styles.soft}>
        {leadRoleLabel(role)} ·{" "}
        <Trans>
          från <DateTime at={grantedAt} />
        </Trans>{" "}
        {until && <Trans>till och med {until}</Trans>}
      </span>
    </li>
  );
}

function Thing({ assignment }: { assignment: Schema["LeadAssignment"] }) {
  const { challengeId, workshopId, focusAreaId, title } = assignment;
  const name = <bdi>{title}</bdi>;
  if (challengeId) {
    return (
      <Link to="/challenges/$challengeId" params={{ challengeId }}>
        {name}
      </Link>
    );
  }
  if (focusAreaId) {
    return (
      <Link to="/admin/focus-areas/$focusAreaId" params={{ focusAreaId }}>
        {name}
      </Link>
    );
  }
  if (!workshopId) return name;
  return (
    <Link to="/workshops/$workshopId" params={{ workshopId }}>
      {name}
    </Link>
  );
}
