import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Prose } from "@/ui/Prose";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { WorkshopStateTag } from "@/ui/Tag";
import { Invitation } from "./Invitation";
import { phaseOf } from "./phase";
import { useWorkshopRelation, workshopQuery } from "./queries";
import { SignupList } from "./SignupList";
import { SignupPanel } from "./SignupPanel";
import styles from "./Workshop.module.css";

/** One workshop: when and where, signing up, what it is about, and for its leaders who is coming. */
export function WorkshopPage() {
  const { workshopId } = useParams({ from: "/workshops/$workshopId" });
  const query = useQuery(workshopQuery(workshopId));
  if (query.data) return <Workshop workshop={query.data.value} />;
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton rows={4} />;
}

function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  const others = (
    <LinkButton to="/workshops" search={{}}>
      <Trans>Se verkstäderna</Trans>
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t`Verkstaden kunde inte visas`} />
      <ErrorState error={error} onRetry={onRetry} action={others} />
    </>
  );
}

function Workshop({ workshop }: { workshop: Schema["Workshop"] }) {
  const { t } = useLingui();
  const relation = useWorkshopRelation(workshop.id).data;
  const may = relation?.permissions ?? [];
  return (
    <>
      <Head workshop={workshop} mayEdit={may.includes("edit")} />
      <Invitation workshop={workshop} />
      <Section title={t`Anmälan`}>
        <SignupPanel workshop={workshop} relation={relation} />
      </Section>
      <Section
        title={t`Om verkstaden`}
        note={workshop.challenge && <PartOf challenge={workshop.challenge} />}
      >
        <div className={styles.stack}>
          <Prose html={workshop.descriptionHtml} />
          <Leaders leaders={workshop.leaders} />
        </div>
      </Section>
      {may.includes("see-signups") && (
        <Section title={t`Anmälda`} note={t`Bara ni som leder verkstaden ser listan.`}>
          <SignupList workshopId={workshop.id} />
        </Section>
      )}
    </>
  );
}

function Head({ workshop, mayEdit }: { workshop: Schema["Workshop"]; mayEdit: boolean }) {
  const phase = phaseOf(workshop);
  return (
    <PageHeader
      title={workshop.title}
      above={
        <Breadcrumbs>
          <Link to="/workshops" search={phase === "past" ? { when: "past" } : {}}>
            <Trans>Verkstäder</Trans>
          </Link>
        </Breadcrumbs>
      }
      meta={workshop.state !== "published" && <WorkshopStateTag state={workshop.state} />}
      actions={
        mayEdit && (
          <LinkButton to="/workshops/$workshopId/edit" params={{ workshopId: workshop.id }}>
            <Trans>Ändra verkstaden</Trans>
          </LinkButton>
        )
      }
    />
  );
}

function PartOf({ challenge }: { challenge: Schema["ChallengeRef"] }) {
  return (
    <p>
      <Trans>Hör till utmaningen</Trans>{" "}
      <Link to="/challenges/$challengeId" params={{ challengeId: challenge.id }}>
        {challenge.title}
      </Link>
    </p>
  );
}

function Leaders({ leaders }: { leaders: Schema["ParticipantRef"][] }) {
  return (
    <div>
      <p className={styles.soft}>
        <Trans>Leds av</Trans>
      </p>
      {leaders.map((leader) => (
        <ParticipantLine key={leader.id} participant={leader} />
      ))}
    </div>
  );
}
