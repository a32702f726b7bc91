import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { ProfileNav } from "@/features/account/ProfileNav";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Organisation.module.css";
import { OrganisationRow } from "./OrganisationRow";
import { myOrganisationsQuery } from "./queries";
import { mandateLabel } from "./words";

/** The organisations that one belongs to. */
export function MyOrganisationsPage() {
  const { t } = useLingui();
  const found = (
    <LinkButton to="/organisations/new">
      <Trans>Starta en organisation</Trans>
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title={t`Dina organisationer`}
        lead={t`Har någon bjudit in dig? Då finns länken i ditt mejl.`}
        actions={found}
      />
      <ProfileNav />
      <Mine />
    </>
  );
}

function Mine() {
  const query = useQuery(myOrganisationsQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  if (query.data.length === 0) {
    return (
      <EmptyState>
        <Trans>Du hör inte till någon organisation här än.</Trans>
      </EmptyState>
    );
  }
  return (
    <ol className={styles.list}>
      {query.data.map(({ organisation, mandate }) => (
        <OrganisationRow key={organisation.id} organisation={organisation} heading="h2">
          <span>{mandateLabel(mandate)}</span>
        </OrganisationRow>
      ))}
    </ol>
  );
}
