import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { IdeaList, IdeaRow } from "@/ui/IdeaRow";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { ideasByQuery } from "./queries";

/** The published ideas of a participant, newest first. */
export function IdeasBy({ participantId }: { participantId: string }) {
  const query = useInfiniteQuery(ideasByQuery(participantId));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  const ideas = query.data.pages.flatMap((page) => page.ideas);
  if (ideas.length === 0) {
    return (
      <EmptyState>
        <Trans>Har inte lagt fram någon idé än.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <IdeaList>
        {ideas.map((idea) => (
          <IdeaRow key={idea.id} idea={idea} />
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
