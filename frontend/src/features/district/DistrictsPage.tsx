import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { AdminNav } from "@/features/admin/AdminNav";
import { DistrictMap } from "@/features/map/DistrictMap";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./District.module.css";
import { Draw } from "./Draw";
import { boundariesQuery } from "./queries";

/** Where administrators draw the districts. */
export function DistrictsPage() {
  const { t } = useLingui();
  const query = useQuery(boundariesQuery);
  return (
    <>
      <PageHeader
        title={t`Stadsdelar`}
        lead={t`Delarna av kommunen, så att man hittar det som rör ens eget hörn. De ritas i ett kartprogram och läggs in som en fil.`}
      />
      <AdminNav />
      <Section title={t`Som de är nu`}>
        {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={3} />}
        {query.data && <Present features={query.data.value.features} />}
      </Section>
      <Section title={t`Rita om`} note={t`Alla byts på en gång. Du ser vad som händer innan det händer.`}>
        {query.data && <Draw etag={query.data.etag} />}
      </Section>
    </>
  );
}

type Features = Parameters<typeof DistrictMap>[0]["features"];

function Present({ features }: { features: Features }) {
  const { t } = useLingui();
  if (features.length === 0)
    return (
      <EmptyState>
        <Trans>Det finns inga stadsdelar än. Idéer klarar sig utan.</Trans>
      </EmptyState>
    );
  return (
    <div className={styles.present}>
      <DistrictMap label={t`Karta över stadsdelarna`} features={features} />
      <ul className={styles.names}>
        {features.map(({ id, properties }) => (
          <li key={id}>
            <bdi>{properties.name}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
