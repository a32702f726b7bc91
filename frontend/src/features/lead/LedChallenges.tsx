import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { ChallengeStateTag } from "@/ui/Tag";
import styles from "./Lead.module.css";
import { challengeStep } from "./next-step";
import { ledChallengesQuery } from "./queries";

/** The challenges one leads, last edited first. */
export function LedChallenges() {
  const { t } = useLingui();
  const query = useInfiniteQuery(ledChallengesQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={2} />;
  const challenges = query.data.pages.flatMap((page) => page.challenges);
  if (challenges.length === 0) {
    return (
      <EmptyState>
        <Trans>Du leder ingen utmaning än. Vad vill du fråga alla om?</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {challenges.map((challenge) => {
          const params = { challengeId: challenge.id };
          return (
            <li key={challenge.id} className={styles.row}>
              <h3>
                <Link to="/challenges/$challengeId" params={params}>
                  <bdi>{challenge.title}</bdi>
                </Link>
              </h3>
              <ChallengeStateTag state={challenge.state} />
              <p>{challengeStep(challenge)}</p>
              <Link
                to="/challenges/$challengeId/edit"
                params={params}
                aria-label={t`Ändra ${challenge.title}`}
              >
                <Trans>Ändra</Trans>
              </Link>
            </li>
          );
        })}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={challenges.length}
        />
      )}
    </>
  );
}
