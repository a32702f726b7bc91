import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { notYours } from "@/features/editing/not-yours";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Acts } from "./Acts";
import { Invitations } from "./Invitations";
import { InviteForm } from "./InviteForm";
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
      <Section title={t`Människor`} note={<Rule />}>
        <MemberList organisationId={organisationId} may={may} />
      </Section>
      {(may.includes("invite") || appoints) && (
        <Section
          title={t`Bjud in`}
          note={t`Länken i mejlet fungerar en gång, i 7 dagar, för den som har den. Här nedanför ser ni vem som tackade ja.`}
        >
          <InviteForm
            organisationId={organisationId}
            own={appoints ? "owner" : (relation.mandate ?? "member")}
          />
          <Invitations organisationId={organisationId} />
        </Section>
      )}
      {relation.mandate && (
        <Section title={t`Du`}>
          <OwnMembership organisationId={organisationId} relation={relation} />
        </Section>
      )}
      <Section
        title={t`Vem som gjort vad`}
        note={t`Syns för er medlemmar och för administratörer, aldrig för andra.`}
      >
        <Acts organisationId={organisationId} />
      </Section>
    </>
  );
}

const Rule = () => (
  <Trans>
    Den sista ägaren kan inte lämna utan att först göra någon annan till ägare. Försvinner den sista ägarens
    konto blir den företrädare som varit med längst ägare. Finns ingen sådan blir organisationen vilande,
    tills en administratör utser en ny ägare.
  </Trans>
);
