import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { kindLabel } from "@/ui/labels";
import { Skeleton } from "@/ui/Skeleton";
import { signupsQuery } from "./queries";
import styles from "./Workshop.module.css";

/** Who signed up, in the order they came. */
export function SignupList({ workshopId }: { workshopId: string }) {
  const query = useInfiniteQuery(signupsQuery(workshopId));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  const entries = query.data.pages.flatMap((page) => page.signups);
  if (entries.length === 0) {
    return (
      <EmptyState>
        <Trans>Ingen har anmält sig än.</Trans>
      </EmptyState>
    );
  }
  return (
    <div className={styles.stack}>
      <SignupTable entries={entries} />
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={entries.length}
        />
      )}
    </div>
  );
}

function SignupTable({ entries }: { entries: Schema["SignupEntry"][] }) {
  const { t } = useLingui();
  const seated = entries.filter((entry) => entry.state === "seated").length;
  const waiting = entries.length - seated;
  return (
    <table className={styles.people}>
      <caption className="visually-hidden">
        <Plural value={seated} one="# har en plats" other="# har en plats" />,{" "}
        <Plural value={waiting} one="# står på kö" other="# står på kö" />
      </caption>
      <thead>
        <tr>
          <th scope="col">{t`Namn`}</th>
          <th scope="col">{t`Läge`}</th>
          <th scope="col">{t`Anmäld`}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ participant, state, signedUpAt }) => (
          <tr key={participant.id}>
            <th scope="row">
              <bdi>{participant.displayName}</bdi>
              <span>{kindLabel(participant.kind)}</span>
            </th>
            <td>{state === "seated" ? t`Har plats` : t`På kö`}</td>
            <td>
              <DateTime at={signedUpAt} as="short-date" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
