import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { cx } from "@/ui/cx";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { IdeaList, IdeaRow } from "@/ui/IdeaRow";
import { LoadMore } from "@/ui/LoadMore";
import { SearchField } from "@/ui/SearchField";
import { Skeleton } from "@/ui/Skeleton";
import { withoutEcho } from "./echo";
import styles from "./IdeaBrowser.module.css";
import { FilterLinks, SortLinks, StageLinks } from "./IdeaLinks";
import { ideasQuery } from "./queries";
import { DistrictLinks, TopicLinks } from "./SettingLinks";
import { type IdeasSearch, withWords } from "./search";

type Props = {
  /** What the address asks for. Every choice here is a link to another address. */
  search: IdeasSearch;
  /** Only ideas that answer this challenge. */
  challengeId?: string;
  /** What stands where there are no ideas at all. */
  empty: ReactNode;
  heading?: "h2" | "h3";
  /** Search and choices in a margin of their own: where the list is the whole page. */
  margin?: boolean;
};

/** Ideas to look through: search, order, filters, and on as far as one likes. */
export function IdeaBrowser({ search, challengeId, empty, heading = "h3", margin = false }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const find = (words: string) =>
    void navigate({ to: ".", search: withWords(search, words), resetScroll: false });
  return (
    <div className={cx(styles.browser, margin && styles.margin)}>
      <div className={styles.controls}>
        <SearchField label={t`Sök idéer`} value={search.q ?? ""} onSearch={find} />
        <div className={styles.choices}>
          <SortLinks search={search} />
          <FilterLinks search={search} standalone={!challengeId} />
          <StageLinks search={search} />
          <TopicLinks search={search} />
          <DistrictLinks search={search} />
        </div>
      </div>
      <Ideas search={search} challengeId={challengeId} empty={empty} heading={heading} />
    </div>
  );
}

type ListProps = Required<Pick<Props, "search" | "empty" | "heading">> & { challengeId: string | undefined };

function Ideas({ search, challengeId, empty, heading }: ListProps) {
  const query = useInfiniteQuery(ideasQuery(search, challengeId));
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const ideas = query.data.pages.flatMap((page) => page.ideas);
  if (ideas.length === 0) return filtered(search) ? <NothingFound search={search} /> : empty;
  return (
    <div className={styles.list} data-stale={query.isPlaceholderData || undefined}>
      <IdeaList>
        {ideas.map((idea) => (
          <IdeaRow key={idea.id} idea={withoutEcho(idea)} showChallenges={!challengeId} heading={heading} />
        ))}
      </IdeaList>
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
        shown={ideas.length}
      />
    </div>
  );
}

const filtered = ({ q, kind, stage, topic, district, standalone }: IdeasSearch) =>
  Boolean(q || kind || stage || topic || district || standalone);

function NothingFound({ search }: { search: IdeasSearch }) {
  const { q } = search;
  return (
    <EmptyState action={<ClearFilters />}>
      {q ? (
        <Trans>Ingen idé här handlar om ”{q}”.</Trans>
      ) : (
        <Trans>Ingen idé här passar in på det du valt.</Trans>
      )}
    </EmptyState>
  );
}

const ClearFilters = () => (
  <Link to="." search={{}} resetScroll={false}>
    <Trans>Visa alla idéer</Trans>
  </Link>
);
