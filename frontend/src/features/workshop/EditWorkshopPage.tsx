import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { notYours } from "@/features/editing/not-yours";
import { useBase } from "@/features/editing/use-base";
import { Leaders } from "@/features/leading/Leaders";
import type { Schema, Tagged } from "@/lib/api";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { WorkshopStateTag } from "@/ui/Tag";
import { EditWorkshopForm } from "./EditWorkshopForm";
import { useWorkshopRelation, workshopQuery } from "./queries";

/** Where leaders change a workshop, publish it and call it off. */
export function EditWorkshopPage() {
  const { workshopId } = useParams({ from: "/workshops/$workshopId/edit" });
  const query = useQuery(workshopQuery(workshopId));
  const may = useWorkshopRelation(workshopId).data?.permissions;
  if (may && !may.includes("edit")) return <Failure error={query.error ?? notYours()} />;
  if (query.data && may)
    return <EditWorkshop key={workshopId} loaded={query.data} mayAppoint={may.includes("appoint")} />;
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton rows={4} />;
}

function Failure(props: { error: unknown; onRetry?: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Ändra verkstaden`} />
      <ErrorState {...props} />
    </>
  );
}

type Props = { loaded: Tagged<Schema["Workshop"]>; mayAppoint: boolean };

function EditWorkshop({ loaded, mayAppoint }: Props) {
  const { t } = useLingui();
  const { base, replace, advance } = useBase(loaded);
  const workshop = base.value;
  return (
    <>
      <PageHeader
        title={t`Ändra verkstaden`}
        documentTitle={t`Ändra ${workshop.title}`}
        lead={<bdi>{workshop.title}</bdi>}
        above={
          <Breadcrumbs>
            {[
              <Link key="lead" to="/lead">
                <Trans>Leda</Trans>
              </Link>,
              <Link key="it" to="/workshops/$workshopId" params={{ workshopId: workshop.id }}>
                {workshop.title}
              </Link>,
            ]}
          </Breadcrumbs>
        }
        meta={<WorkshopStateTag state={workshop.state} />}
      />
      <EditWorkshopForm key={base.round} base={base} onReload={replace} onSaved={advance} />
      <LeadersSection workshopId={workshop.id} mayAppoint={mayAppoint} />
    </>
  );
}

function LeadersSection({ workshopId, mayAppoint }: { workshopId: string; mayAppoint: boolean }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  return (
    <Section title={t`Vilka som leder`} note={t`Ledarnas namn visas för alla.`}>
      <Leaders
        thing={{ workshopId }}
        mayAppoint={mayAppoint}
        onLeft={() => void navigate({ to: "/workshops/$workshopId", params: { workshopId } })}
      />
    </Section>
  );
}
