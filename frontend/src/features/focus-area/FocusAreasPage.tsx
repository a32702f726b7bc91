import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import styles from "@/features/admin/AdminList.module.css";
import { AdminNav } from "@/features/admin/AdminNav";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { ArchivedRow, FocusAreaRow } from "./FocusAreaRow";
import { focusAreasQuery, useReorder } from "./queries";

/** Where administrators look after what challenges have in common. */
export function FocusAreasPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Fokusområden`}
        lead={t`Det som flera utmaningar har gemensamt. Den som leder ett fokusområde leder alla dess utmaningar.`}
        actions={
          <LinkButton to="/admin/focus-areas/new" variant="primary">
            <Trans>Nytt fokusområde</Trans>
          </LinkButton>
        }
      />
      <AdminNav />
      <Section title={t`I bruk`} note={t`I den ordning de visas.`}>
        <Active />
      </Section>
      <Archived />
    </>
  );
}

function Active() {
  const query = useQuery(focusAreasQuery("active"));
  const reorder = useReorder();
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  if (query.data.length === 0)
    return (
      <EmptyState>
        <Trans>Det finns inget fokusområde än. Utmaningar klarar sig utan.</Trans>
      </EmptyState>
    );
  return (
    <>
      {reorder.error && <ErrorState error={reorder.error} />}
      <ol className={styles.list}>
        {query.data.map((area, index) => (
          <FocusAreaRow key={area.id} areas={query.data} index={index} reorder={reorder} />
        ))}
      </ol>
    </>
  );
}

function Archived() {
  const { t } = useLingui();
  const { data: areas = [] } = useQuery(focusAreasQuery("archived"));
  if (areas.length === 0) return null;
  return (
    <Section title={t`Arkiverade`} note={t`De tar inte emot nya utmaningar.`}>
      <ul className={styles.list}>
        {areas.map((area) => (
          <ArchivedRow key={area.id} area={area} />
        ))}
      </ul>
    </Section>
  );
}
