import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { IdeaList, IdeaRow } from "@/ui/IdeaRow";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";

type Piece = { ideas: Schema["IdeaSummary"][] };
type Props = {
  query: UseInfiniteQueryResult<InfiniteData<Piece>>;
  /** What is said where there are none. */
  none: ReactNode;
  action?: (idea: Schema["IdeaSummary"]) => ReactNode;
};

/** Somebody's ideas, of which more are read when asked for. */
export function IdeaPieces({ query, none, action }: Props) {
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  const ideas = query.data.pages.flatMap((page) => page.ideas);
  if (ideas.length === 0) return <EmptyState>{none}</EmptyState>;
  return (
    <>
      <IdeaList>
        {ideas.map((idea) => (
          <IdeaRow key={idea.id} idea={idea} action={action?.(idea)} />
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
