import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { EditIdeaForm } from "./EditIdeaForm";
import { ideaQuery } from "./queries";

/** Editing one's own idea. */
export function EditIdeaPage() {
  const { t } = useLingui();
  const { ideaId } = useParams({ from: "/ideas/$ideaId/edit" });
  const query = useQuery(ideaQuery(ideaId));
  if (query.isPending) return <Skeleton rows={4} />;
  return (
    <>
      <PageHeader
        title={query.data?.value.state === "draft" ? t`Skriv vidare på idén` : t`Ändra idén`}
        above={
          <Breadcrumbs>
            <Link to="/ideas/$ideaId" params={{ ideaId }}>
              {query.data?.value.title || <Trans>Idén</Trans>}
            </Link>
          </Breadcrumbs>
        }
      />
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <EditIdeaForm key={ideaId} loaded={query.data} />}
    </>
  );
}
