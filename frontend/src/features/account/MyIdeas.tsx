import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { IdeaList, IdeaRow } from "@/ui/IdeaRow";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { myIdeasQuery } from "./queries";

/** One's own ideas, last edited first; a draft leads on to where it is written. */
export function MyIdeas() {
  const query = useInfiniteQuery(myIdeasQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  const ideas = query.data.pages.flatMap((page) => page.ideas);
  if (ideas.length === 0) {
    return (
      <EmptyState>
        <Trans>Du har inte skrivit någon idé än.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <IdeaList>
        {ideas.map((idea) => (
          <IdeaRow
            key={idea.id}
            idea={idea}
            action={idea.state === "draft" && <WriteOn ideaId={idea.id} />}
          />
        ))}
      </IdeaList>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={ideas.length}
        />
      )}
    </>
  );
}

const WriteOn = ({ ideaId }: { ideaId: string }) => (
  <LinkButton to="/ideas/$ideaId/edit" params={{ ideaId }}>
    <Trans>Skriv vidare</Trans>
  </LinkButton>
);
