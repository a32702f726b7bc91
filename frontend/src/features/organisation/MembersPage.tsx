import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { notYours } from "@/features/editing/not-yours";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Acts } from "./Acts";
import { Invite } from "./Invite";
import { LastOwner } from "./LastOwner";
import { MemberList } from "./MemberList";
import { OwnMembership } from "./OwnMembership";
import { organisationQuery, useOrganisationRelation } from "./queries";

/** The people of an organisation: who they are, what they may do and what they have done in its name. */
export function MembersPage() {
  const { t } = useLingui();
  const { organisationId } = useParams({ from: "/organisations/$organisationId/members" });
  const query = useQuery(organisationQuery(organisationId));
  const { data: relation, error: failure } = useOrganisationRelation(organisationId);
  const error = query.error ?? failure;
  const refused = relation && !relation.permissions.includes("see-members") ? notYours() : undefined;
  if (error || refused) {
    return (
      <>
        <PageHeader title={t`Medlemmar`} />
        <ErrorState error={error ?? refused} />
      </>
    );
  }
  if (!query.data || !relation) return <Skeleton rows={4} />;
  const { name } = query.data.value;
  const may = relation.permissions;
  const appoints = may.includes("appoint-owner");
  return (
    <>
      <PageHeader
        title={t`Medlemmar`}
        documentTitle={t`Medlemmar i ${name}`}
        lead={<bdi>{name}</bdi>}
        above={
          <Breadcrumbs>
            <Link to="/organisations/$organisationId" params={{ organisationId }}>
              {name}
            </Link>
          </Breadcrumbs>
        }
      />
      <Section title={t`Människor`} note={<LastOwner />}>
        <MemberList organisationId={organisationId} may={may} />
      </Section>
      {(may.includes("invite") || appoints) && (
        <Section title={t`Bjud in`} note={t`Länken i mejlet fungerar en gång, i 7 dagar.`}>
          <Invite organisationId={organisationId} own={appoints ? "owner" : (relation.mandate ?? "member")} />
        </Section>
      )}
      {relation.mandate && (
        <Section title={t`Du`}>
          <OwnMembership organisationId={organisationId} relation={relation} />
        </Section>
      )}
      <Section title={t`Vem som gjort vad`} note={t`Syns bara för er och för administratörer.`}>
        <Acts organisationId={organisationId} />
      </Section>
    </>
  );
}
