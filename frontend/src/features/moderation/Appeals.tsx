import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Section } from "@/ui/Section";
import { About } from "./About";
import styles from "./Moderation.module.css";
import { appealsQuery } from "./queries";
import { doneLabel } from "./words";

/** The appeals that wait; nothing while there are none. */
export function Appeals() {
  const { t } = useLingui();
  const query = useInfiniteQuery(appealsQuery);
  const decisions = query.data?.pages.flatMap((page) => page.decisions) ?? [];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (decisions.length === 0) return null;
  return (
    <Section title={t`Överklaganden`} note={t`Den som fattade beslutet prövar inte överklagandet.`}>
      <ul className={styles.rows}>
        {decisions.map((decision) => (
          <li key={decision.id} className={styles.row}>
            <p className={styles.rowTitle}>
              <Link to="/moderation-decisions/$decisionId" params={{ decisionId: decision.id }}>
                <About decision={decision} />
              </Link>
            </p>
            <p className={styles.soft}>
              {doneLabel(decision.action)}
              {decision.own && (
                <>
                  {" · "}
                  <Trans>Ditt beslut, så någon annan prövar det</Trans>
                </>
              )}
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
    </Section>
  );
}
