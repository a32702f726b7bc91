import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lastDay } from "@/lib/local-time";
import { useSession } from "@/lib/use-session";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { AppointForm } from "./AppointForm";
import { AssignmentRow } from "./AssignmentRow";
import styles from "./Leading.module.css";
import { assignmentsQuery } from "./queries";
import type { Thing } from "./thing";

type Props = {
  thing: Thing;
  /** Whether the reader may appoint and dismiss. */
  mayAppoint: boolean;
  /** The reader no longer leads the thing. */
  onLeft?: () => void;
};

/** Who leads a thing and until when. Each change holds at once, beside any form around it. */
export function Leaders({ thing, mayAppoint, onLeft }: Props) {
  const { me } = useSession();
  const query = useInfiniteQuery(assignmentsQuery(thing));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  const assignments = query.data.pages
    .flatMap((page) => page.leadAssignments)
    .sort((a, b) => b.role.localeCompare(a.role)); // Leaders first.
  const ownEnd = assignments.find((a) => a.person.id === me?.id && a.role === "leader")?.endsAt;
  const latest = ownEnd && !me?.duties.includes("administer") ? lastDay(ownEnd) : undefined;
  return (
    <div className={styles.leaders}>
      {assignments.length === 0 && (
        <EmptyState>
          <Trans>Ingen leder än.</Trans>
        </EmptyState>
      )}
      <ul className={styles.list}>
        {assignments.map((assignment) => (
          <AssignmentRow
            key={assignment.id}
            {...{ thing, assignment, assignments, mayAppoint, latest, onLeft }}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={assignments.length}
        />
      )}
      {mayAppoint && (
        <AppointForm thing={thing} leading={assignments.map(({ person }) => person.id)} latest={latest} />
      )}
    </div>
  );
}
