import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { announce } from "@/lib/announce";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { Filters } from "./Filters";
import { resultsQuery } from "./queries";
import { ResultRow } from "./ResultRow";
import styles from "./Search.module.css";
import { type Looking, narrowed } from "./search";

type Words = { q: string };

/** What a search finds, with what narrows it, and on as far as one likes. */
export function Results({ looking, q }: Words & { looking: Looking }) {
  const query = useInfiniteQuery(resultsQuery(looking));
  useToldOfNothing(
    q,
    query.isSuccess && !query.isPlaceholderData && query.data.pages[0]?.results.length === 0,
  );
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const [first] = query.data.pages;
  const results = query.data.pages.flatMap((page) => page.results);
  return (
    <div className={styles.results} data-stale={query.isPlaceholderData || undefined}>
      {first?.counts && <Filters looking={looking} counts={first.counts} />}
      {first && results.length > 0 && <Found q={q} page={first} />}
      {results.length === 0 ? (
        <NothingFound q={q} filtered={narrowed(looking)} />
      ) : (
        <>
          <ol className={styles.list}>
            {results.map((result) => (
              <ResultRow key={result.id} result={result} />
            ))}
          </ol>
          <LoadMore
            hasMore={query.hasNextPage}
            loading={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
            shown={results.length}
          />
        </>
      )}
    </div>
  );
}

/** How much was found, and what was looked for instead where a word was misspelt. */
function Found({ q, page }: Words & { page: Schema["SearchResultList"] }) {
  const { totalRecords = 0, totalExact } = page._meta;
  const most = formatNumber(totalRecords);
  const { corrected } = page;
  return (
    <div className={styles.told} role="status">
      {corrected && (
        <p>
          <Trans>
            Ingenting handlar om ”{q}”. Menade du{" "}
            <Link to="/search" search={{ q: corrected }} className={styles.instead}>
              {corrected}
            </Link>
            ? Det är det du ser här.
          </Trans>
        </p>
      )}
      <p>
        {totalExact === false ? (
          <Trans>De {most} nyaste träffarna</Trans>
        ) : (
          <Plural value={totalRecords} one="# träff" other="# träffar" />
        )}
      </p>
    </div>
  );
}

/** What is found says so in its place, which is not there when nothing is. */
function useToldOfNothing(q: string, nothing: boolean) {
  const { t } = useLingui();
  useEffect(() => {
    if (nothing) announce(t`Ingenting handlar om ”${q}”.`);
  }, [nothing, q, t]);
}

function NothingFound({ q, filtered }: Words & { filtered: boolean }) {
  const all = (
    <Link to="/search" search={{ q }} resetScroll={false}>
      <Trans>Sök i allt</Trans>
    </Link>
  );
  const write = (
    <Link to="/ideas/new">
      <Trans>Skriv en idé om det</Trans>
    </Link>
  );
  return (
    <EmptyState action={filtered ? all : write}>
      <Trans>
        Ingenting här handlar om ”{q}”. Pröva med färre eller andra ord. Personer hittas om de har en öppen
        profil eller leder något.
      </Trans>
    </EmptyState>
  );
}
