import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { AdminNav } from "@/features/admin/AdminNav";
import { WaitingMerges } from "@/features/merge/WaitingMerges";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Appeals } from "./Appeals";
import { CaseRow } from "./CaseRow";
import styles from "./Moderation.module.css";
import { casesQuery } from "./queries";

/** What waits to be judged: appeals, and cases in the order in which they came. */
export function QueuePage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Moderering`}
        lead={t`Det som har rapporterats eller väntar på att bli läst. Det som har väntat längst står först.`}
        meta={
          <Link to="/moderation">
            <Trans>Reglerna och hur många beslut vi har fattat</Trans>
          </Link>
        }
      />
      <AdminNav />
      <Section title={t`Att avgöra`}>
        <Cases state="open" />
      </Section>
      <Appeals />
      <WaitingMerges />
      <Section title={t`Avgjorda`}>
        <Cases state="closed" />
      </Section>
    </>
  );
}

function Cases({ state }: { state: "open" | "closed" }) {
  const query = useInfiniteQuery(casesQuery(state));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={4} />;
  const cases = query.data.pages.flatMap((page) => page.cases);
  const first = cases.find((one) => !one.takenBy);
  if (cases.length === 0) return <Nothing state={state} />;
  return (
    <>
      {state === "open" && first && (
        <p className={styles.start}>
          <LinkButton to="/admin/moderation/$caseId" params={{ caseId: first.id }} variant="primary">
            <Trans>Börja med det första</Trans>
          </LinkButton>
        </p>
      )}
      <ol className={styles.rows}>
        {cases.map((one) => (
          <CaseRow key={one.id} case={one} />
        ))}
      </ol>
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
        shown={cases.length}
      />
    </>
  );
}

const Nothing = ({ state }: { state: "open" | "closed" }) => (
  <EmptyState>
    {state === "open" ? <Trans>Inget väntar. Allt är läst.</Trans> : <Trans>Inget är avgjort ännu.</Trans>}
  </EmptyState>
);
