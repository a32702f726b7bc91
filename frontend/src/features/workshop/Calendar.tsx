import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { byMonth } from "./calendar-date";
import { type Period, useOwnSignups, workshopsQuery } from "./queries";
import { WorkshopRow } from "./WorkshopRow";
import styles from "./WorkshopRow.module.css";

/** Workshops under their months, with the reader's own marked. */
export function Calendar({ when }: { when: Period }) {
  const query = useInfiniteQuery(workshopsQuery(when));
  const workshops = query.data?.pages.flatMap((page) => page.workshops) ?? [];
  const signups = useOwnSignups(workshops.map((workshop) => workshop.id));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={4} />;
  if (workshops.length === 0) return <Nothing when={when} />;
  return (
    <>
      {byMonth(workshops).map(({ title, items }) => (
        <Section key={title} title={title}>
          <ul className={styles.list}>
            {items.map((workshop) => (
              <WorkshopRow key={workshop.id} workshop={workshop} signup={signups.get(workshop.id)} />
            ))}
          </ul>
        </Section>
      ))}
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

function Nothing({ when }: { when: Period }) {
  if (when === "past") {
    return (
      <EmptyState>
        <Trans>Ingen verkstad har varit än.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <LinkButton to="/challenges">
          <Trans>Se utmaningarna</Trans>
        </LinkButton>
      }
    >
      <Trans>Ingen verkstad är planerad just nu.</Trans>
    </EmptyState>
  );
}
