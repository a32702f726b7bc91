import { Trans, useLingui } from "@lingui/react/macro";
import { AdminNav } from "@/features/admin/AdminNav";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { OrganisationList } from "./OrganisationList";

/** What administrators look after among organisations: those to verify, and those without an owner. */
export function AdminOrganisationsPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Organisationer att se till`}
        lead={t`Öppna en organisation för att verifiera den eller utse en ny ägare.`}
      />
      <AdminNav />
      <Section title={t`Inte verifierade`} note={t`De senast startade först.`}>
        <OrganisationList
          search={{ verified: false, dormant: false, sort: "newest" }}
          heading="h3"
          empty={
            <EmptyState>
              <Trans>Alla organisationer är verifierade.</Trans>
            </EmptyState>
          }
        />
      </Section>
      <Section title={t`Vilande`} note={t`De har ingen ägare. Utse en bland medlemmarna, eller bjud in en.`}>
        <OrganisationList
          search={{ dormant: true, sort: "newest" }}
          heading="h3"
          empty={
            <EmptyState>
              <Trans>Ingen organisation är vilande.</Trans>
            </EmptyState>
          }
        />
      </Section>
    </>
  );
}
