import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Leaders } from "@/features/leading/Leaders";
import type { Schema, Tagged } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Tag } from "@/ui/Tag";
import { Archiving } from "./Archiving";
import { EditFocusAreaForm } from "./EditFocusAreaForm";
import { Crumbs } from "./NewFocusAreaPage";
import { focusAreaQuery } from "./queries";

/** Where an administrator changes a focus area, says who leads it, and puts it away. */
export function FocusAreaPage() {
  const { t } = useLingui();
  const { focusAreaId } = useParams({ from: "/admin/focus-areas/$focusAreaId" });
  const query = useQuery(focusAreaQuery(focusAreaId));
  if (query.data) return <FocusArea key={focusAreaId} loaded={query.data} />;
  if (!query.error) return <Skeleton rows={4} />;
  return (
    <>
      <PageHeader title={t`Fokusområdet kunde inte visas`} above={<Crumbs />} />
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    </>
  );
}

function FocusArea({ loaded }: { loaded: Tagged<Schema["FocusArea"]> }) {
  const { t } = useLingui();
  const area = loaded.value;
  return (
    <>
      <PageHeader
        title={area.title}
        above={<Crumbs />}
        meta={
          <>
            {area.state === "archived" && <Tag>{t`Arkiverat`}</Tag>}
            <Link to="/challenges" search={{ focusAreaId: area.id }}>
              <Trans>Utmaningarna i fokusområdet</Trans>
            </Link>
          </>
        }
      />
      <Section title={t`Uppgifter`}>
        <EditFocusAreaForm loaded={loaded} />
      </Section>
      <Section title={t`Vilka som leder`} note={t`De leder alla utmaningar som hör till fokusområdet.`}>
        <Leaders thing={{ focusAreaId: area.id }} mayAppoint />
      </Section>
      <Section title={t`Läge`}>
        <Archiving loaded={loaded} />
      </Section>
    </>
  );
}
