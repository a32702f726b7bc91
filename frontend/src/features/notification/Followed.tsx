import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { FollowButton } from "./FollowButton";
import styles from "./Notification.module.css";
import { followsQuery } from "./queries";

/** What one follows, each with a button that ends it. */
export function Followed() {
  const query = useInfiniteQuery(followsQuery);
  if (query.isPending) return <Skeleton rows={3} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.follows);
  if (items.length === 0)
    return (
      <EmptyState>
        <Trans>
          Du följer inget av andra än. Idéer som du själv har skrivit följer du utan att de står här.
        </Trans>
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.list}>
        {items.map((one) => (
          <li key={one.targetId} className={styles.row}>
            <div className={styles.what}>
              <Target followed={one} />
            </div>
            <FollowButton targetId={one.targetId} name={one.title} />
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
        shown={items.length}
      />
    </>
  );
}

function Target({ followed }: { followed: Schema["Followed"] }) {
  const { targetId, targetKind } = followed;
  const title = <bdi>{followed.title}</bdi>;
  switch (targetKind) {
    case "idea":
      return (
        <Link to="/ideas/$ideaId" params={{ ideaId: targetId }}>
          {title}
        </Link>
      );
    case "challenge":
      return (
        <Link to="/challenges/$challengeId" params={{ challengeId: targetId }}>
          {title}
        </Link>
      );
    case "organisation":
      return (
        <Link to="/organisations/$organisationId" params={{ organisationId: targetId }}>
          {title}
        </Link>
      );
    case "person":
      return (
        <Link to="/participants/$participantId" params={{ participantId: targetId }}>
          {title}
        </Link>
      );
    default:
      return title;
  }
}
