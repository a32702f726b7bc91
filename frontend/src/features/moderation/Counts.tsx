import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Moderation.module.css";
import { countsQuery } from "./queries";
import { doneLabel, groundLabel } from "./words";

/** What was done, year by year: one table a year. */
export function Counts() {
  const query = useQuery(countsQuery);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={3} />;
  const years = [...new Set(query.data.map(({ year }) => year))];
  if (years.length === 0)
    return (
      <EmptyState>
        <Trans>Inget har rapporterats ännu.</Trans>
      </EmptyState>
    );
  return years.map((year) => (
    <Year key={year} year={year} counts={query.data.filter((one) => one.year === year)} />
  ));
}

function Year({ year, counts }: { year: number; counts: Schema["ModerationCount"][] }) {
  return (
    <table className={styles.counts}>
      <caption>{year}</caption>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Vad</Trans>
          </th>
          <th scope="col">
            <Trans>Grund</Trans>
          </th>
          <th scope="col">
            <Trans>Antal</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ what, ground, count }) => (
          <tr key={what + ground}>
            <th scope="row">{doneLabel(what)}</th>
            <td>{ground && groundLabel(ground)}</td>
            <td>{formatNumber(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
