import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { focusAreasQuery } from "@/features/focus-area/queries";
import type { Schema } from "@/lib/api";
import { ChallengeList, ChallengeTeaser } from "@/ui/ChallengeTeaser";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { PageHeader } from "@/ui/PageHeader";
import { SearchField } from "@/ui/SearchField";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { SortNav } from "@/ui/SortNav";
import styles from "./ChallengesPage.module.css";
import { challengesQuery } from "./queries";
import { type ChallengesSearch, challengeStates } from "./search";

/** Every published challenge, by where it is in its life. */
export function ChallengesPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/challenges" });
  return (
    <>
      <PageHeader
        title={t`Utmaningar`}
        lead={t`Frågor som kommunen inte kan svara på ensam. Välj en som rör dig.`}
      />
      <Controls search={search} />
      <Challenges search={search} />
    </>
  );
}

function Controls({ search }: { search: ChallengesSearch }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { state: _, ...all } = search;
  const find = (words: string) => {
    const { q: _q, ...rest } = search;
    const next = words ? { ...rest, q: words } : rest;
    void navigate({ to: "/challenges", search: next, resetScroll: false });
  };
  const labels = { open: t`Öppna`, closed: t`Stängda`, archived: t`Arkiverade` };
  const option = (to: ChallengesSearch, label: string) => (
    <Link key={label} to="/challenges" search={to} resetScroll={false} activeOptions={{ exact: true }}>
      {label}
    </Link>
  );
  return (
    <div className={styles.controls}>
      <SearchField label={t`Sök bland utmaningarna`} value={search.q ?? ""} onSearch={find} />
      <SortNav label={t`Visa`}>
        {[option(all, t`Alla`), ...challengeStates.map((state) => option({ ...all, state }, labels[state]))]}
      </SortNav>
      <FocusAreaNav search={search} />
    </div>
  );
}

/** Which focus area; nothing where there are none. */
function FocusAreaNav({ search: { focusAreaId: _, ...all } }: { search: ChallengesSearch }) {
  const { t } = useLingui();
  const { data: areas = [] } = useQuery(focusAreasQuery("active"));
  if (areas.length === 0) return null;
  const option = (to: ChallengesSearch, label: string) => (
    <Link key={label} to="/challenges" search={to} resetScroll={false} activeOptions={{ exact: true }}>
      <bdi>{label}</bdi>
    </Link>
  );
  return (
    <SortNav label={t`Fokusområde`}>
      {[
        option(all, t`Alla fokusområden`),
        ...areas.map(({ id, title }) => option({ ...all, focusAreaId: id }, title)),
      ]}
    </SortNav>
  );
}

function Challenges({ search }: { search: ChallengesSearch }) {
  const { t } = useLingui();
  const query = useInfiniteQuery(challengesQuery(search));
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const challenges = query.data.pages.flatMap((page) => page.challenges);
  if (challenges.length === 0) return <Nothing search={search} />;
  const titles = { open: t`Öppna nu`, closed: t`Stängda`, archived: t`Arkiverade` };
  return (
    <div className={styles.list} data-stale={query.isPlaceholderData || undefined}>
      {challengeStates.map((state) => (
        <InState key={state} title={titles[state]} items={challenges.filter((c) => c.state === state)} />
      ))}
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={challenges.length}
        />
      )}
    </div>
  );
}

function InState({ title, items }: { title: string; items: Schema["ChallengeSummary"][] }) {
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <ChallengeList>
        {items.map((challenge) => (
          <ChallengeTeaser key={challenge.id} challenge={challenge} />
        ))}
      </ChallengeList>
    </Section>
  );
}

function Nothing({ search: { q, state, focusAreaId } }: { search: ChallengesSearch }) {
  const all = (
    <Link to="/challenges" search={{}} resetScroll={false}>
      <Trans>Visa alla utmaningar</Trans>
    </Link>
  );
  if (q)
    return (
      <EmptyState action={all}>
        <Trans>Ingen utmaning handlar om ”{q}”.</Trans>
      </EmptyState>
    );
  if (state || focusAreaId)
    return (
      <EmptyState action={all}>
        <Trans>Just nu finns ingen sådan utmaning.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      action={
        <Link to="/ideas">
          <Trans>Se idéerna</Trans>
        </Link>
      }
    >
      <Trans>Kommunen har inte ställt någon fråga än. Du kan skriva en idé ändå.</Trans>
    </EmptyState>
  );
}
