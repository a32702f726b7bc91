import { Plural } from "@lingui/react/macro";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import { DutyTag } from "@/ui/DutyTag";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Duty.module.css";

type Props = {
  query: UseInfiniteQueryResult<InfiniteData<Schema["AnswerDutyList"]>>;
  /** Whether to name the challenges that promised. */
  showChallenge?: boolean;
  empty: ReactNode;
};

/** Ideas that are owed a decision, the earliest deadline first. */
export function Duties({ query, showChallenge = false, empty }: Props) {
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  const duties = query.data.pages.flatMap((page) => page.answerDuties);
  if (duties.length === 0) return empty;
  return (
    <>
      <ul className={styles.list}>
        {duties.map((owed) => (
          <li key={owed.ideaId}>
            <Row owed={owed} showChallenge={showChallenge} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={duties.length}
        />
      )}
    </>
  );
}

function Row({ owed, showChallenge }: { owed: Schema["OwedAnswer"]; showChallenge: boolean }) {
  const { voteCount } = owed;
  return (
    <article className={styles.row}>
      <h3>
        <Link to="/ideas/$ideaId" params={{ ideaId: owed.ideaId }}>
          <bdi>{owed.title}</bdi>
        </Link>
      </h3>
      <p className={styles.facts}>
        <DutyTag duty={owed.duty} />
        <span>
          <Plural value={voteCount} one="# röst" other="# röster" />
        </span>
        {showChallenge && <bdi>{owed.challenge.title}</bdi>}
      </p>
    </article>
  );
}
