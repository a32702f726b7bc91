import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { withoutEcho } from "@/features/idea/echo";
import { stirringIdeasQuery } from "@/features/idea/queries";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { IdeaList, IdeaRow } from "@/ui/IdeaRow";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";

const SHOWN = 5;

/** The ideas that people gather about just now. */
export function StirringIdeas() {
  const { t } = useLingui();
  const all = (
    <Link to="/ideas">
      <Trans>Alla idéer</Trans>
    </Link>
  );
  return (
    <Section title={t`Idéer som rör sig`} note={all}>
      <Ideas />
    </Section>
  );
}

function Ideas() {
  const query = useQuery(stirringIdeasQuery(SHOWN));
  if (query.isPending) return <Skeleton rows={SHOWN} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0)
    return (
      <EmptyState
        action={
          <Link to="/ideas/new">
            <Trans>Skriv en idé</Trans>
          </Link>
        }
      >
        <Trans>Här finns inga idéer än. Den första kan vara din.</Trans>
      </EmptyState>
    );
  return (
    <IdeaList>
      {query.data.map((idea) => (
        <IdeaRow key={idea.id} idea={withoutEcho(idea)} />
      ))}
    </IdeaList>
  );
}
