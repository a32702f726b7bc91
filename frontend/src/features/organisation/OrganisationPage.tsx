import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { OffersBy } from "@/features/help/OffersBy";
import { ReportButton } from "@/features/moderation/ReportButton";
import { FollowButton } from "@/features/notification/FollowButton";
import { IdeasBy } from "@/features/profile/IdeasBy";
import type { Schema } from "@/lib/api";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { LinkButton } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { IdeaList, IdeaRow } from "@/ui/IdeaRow";
import { kindLabel } from "@/ui/labels";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { Prose } from "@/ui/Prose";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Organisation.module.css";
import { Standing } from "./OrganisationRow";
import { organisationQuery, unpublishedQuery, useOrganisationRelation } from "./queries";
import { Verify } from "./Verify";
import { mandateLabel } from "./words";

type Organisation = Schema["Organisation"];

/** An organisation: who it is, whether that has been checked, and what it has put forward. */
export function OrganisationPage() {
  const { organisationId } = useParams({ from: "/organisations/$organisationId" });
  const query = useQuery(organisationQuery(organisationId));
  const { data: relation } = useOrganisationRelation(organisationId);
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <Missing error={query.error} onRetry={() => void query.refetch()} />;
  const { value: organisation, etag } = query.data;
  const may = relation?.permissions ?? [];
  return (
    <>
      <Head organisation={organisation} may={may} />
      {organisation.dormant && <Dormant />}
      <About organisation={organisation} relation={relation} />
      {!relation?.mandate && (
        <ReportButton thing={{ kind: "organisation", id: organisation.id }} review={may.includes("review")} />
      )}
      {may.includes("verify") && <Verify organisation={organisation} etag={etag} />}
      {may.includes("speak") && <Unpublished organisationId={organisation.id} />}
      <Ideas organisation={organisation} />
      <OffersBy ownerId={organisation.id} speaks={may.includes("speak")} />
    </>
  );
}

function Head({ organisation, may }: { organisation: Organisation; may: Schema["Permission"][] }) {
  const { t } = useLingui();
  const params = { organisationId: organisation.id };
  return (
    <PageHeader
      title={organisation.name}
      lead={kindLabel(organisation.kind)}
      above={
        <Breadcrumbs>
          <Link to="/organisations">
            <Trans>Organisationer</Trans>
          </Link>
        </Breadcrumbs>
      }
      meta={<Standing organisation={organisation} />}
      actions={
        <>
          <FollowButton targetId={organisation.id} name={organisation.name} />
          {may.includes("speak") && (
            <LinkButton to="/ideas/new" search={{ as: organisation.id }} variant="primary">
              {t`Skriv en idé som ${organisation.name}`}
            </LinkButton>
          )}
          {may.includes("edit") && (
            <LinkButton to="/organisations/$organisationId/edit" params={params}>
              {t`Ändra sidan`}
            </LinkButton>
          )}
          {may.includes("see-members") && (
            <LinkButton to="/organisations/$organisationId/members" params={params}>
              {t`Medlemmar`}
            </LinkButton>
          )}
        </>
      }
    />
  );
}

function Dormant() {
  const { t } = useLingui();
  return (
    <Notice tone="warning" title={t`Organisationen är vilande`}>
      <p>
        <Trans>
          Den har ingen ägare just nu. Det den har skrivit finns kvar, men ingen skriver i dess namn förrän en
          administratör har utsett en ny ägare.
        </Trans>
      </p>
    </Notice>
  );
}

function About({
  organisation,
  relation,
}: {
  organisation: Organisation;
  relation: Schema["OrganisationRelation"] | undefined;
}) {
  const { t } = useLingui();
  const { organisationNumber, website, people } = organisation;
  const contact = organisation.contactEmail ?? relation?.contactEmail;
  const hidden = relation?.mandate ? t`Kontakt (syns bara för er)` : t`Kontakt (visas inte)`;
  return (
    <Section title={t`Om`} note={<Explanation organisation={organisation} />}>
      <div className={styles.stack}>
        {organisation.descriptionHtml && <Prose html={organisation.descriptionHtml} />}
        <dl className={styles.definitions}>
          {website && (
            <Fact name={t`Webbplats`}>
              <a href={website} rel="nofollow noreferrer">
                {website.replace(/^https:\/\//, "")}
              </a>
            </Fact>
          )}
          {organisationNumber && <Fact name={t`Organisationsnummer`}>{organisationNumber}</Fact>}
          {contact && (
            <Fact name={organisation.contactShown ? t`Kontakt` : hidden}>
              <a href={`mailto:${contact}`}>{contact}</a>
            </Fact>
          )}
          {people.length > 0 && (
            <Fact name={t`Människor`}>
              {people.map(({ participant, mandate }) => (
                <span key={participant.id} style={{ display: "block" }}>
                  <Link to="/participants/$participantId" params={{ participantId: participant.id }}>
                    <bdi>{participant.displayName}</bdi>
                  </Link>
                  , {mandateLabel(mandate).toLocaleLowerCase()}
                </span>
              ))}
            </Fact>
          )}
        </dl>
      </div>
    </Section>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What the mark means: said where it stands. */
function Explanation({ organisation }: { organisation: Organisation }) {
  if (!organisation.verifiedAt) {
    return <Trans>Ingen har kontrollerat vem som står bakom organisationen än.</Trans>;
  }
  return (
    <Trans>
      En administratör har kontrollerat vem som står bakom organisationen,{" "}
      <DateTime at={organisation.verifiedAt} as="date" />.
    </Trans>
  );
}

function Unpublished({ organisationId }: { organisationId: string }) {
  const { t } = useLingui();
  const { data } = useQuery(unpublishedQuery(organisationId));
  if (!data || data.length === 0) return null;
  return (
    <Section title={t`Utkast och annat`} note={t`Syns för er som skriver i organisationens namn.`}>
      <IdeaList>
        {data.map((idea) => (
          <IdeaRow key={idea.id} idea={idea} />
        ))}
      </IdeaList>
    </Section>
  );
}

function Ideas({ organisation }: { organisation: Organisation }) {
  const { t } = useLingui();
  return (
    <Section title={t`Idéer`}>
      <IdeasBy participantId={organisation.id} />
    </Section>
  );
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Organisationen kunde inte visas`} />
      <ErrorState
        error={error}
        onRetry={onRetry}
        action={
          <Link to="/organisations">
            <Trans>Se alla organisationer</Trans>
          </Link>
        }
      />
    </>
  );
}
