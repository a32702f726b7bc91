import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Organisation.module.css";
import { actsQuery } from "./queries";
import { actLabel } from "./words";

/** Who did what in the organisation's name, the latest first. */
export function Acts({ organisationId }: { organisationId: string }) {
  const query = useInfiniteQuery(actsQuery(organisationId));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  const acts = query.data.pages.flatMap((page) => page.acts);
  return (
    <>
      <ol className={styles.acts}>
        {acts.map((act) => (
          <ActLine
            key={`${act.at} ${act.action} ${act.commentId ?? act.ideaId ?? act.member?.id}`}
            act={act}
          />
        ))}
      </ol>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={acts.length}
        />
      )}
    </>
  );
}

function ActLine({ act }: { act: Schema["Act"] }) {
  const done = actLabel(act.action);
  const about = act.member && act.member.id !== act.by.id ? act.member.displayName : undefined;
  return (
    <li>
      <bdi>{act.by.displayName}</bdi>{" "}
      {act.ideaId ? (
        <Link to="/ideas/$ideaId" params={{ ideaId: act.ideaId }}>
          {done}
        </Link>
      ) : (
        done
      )}
      {about && (
        <>
          {" "}
          <bdi>{about}</bdi>
        </>
      )}{" "}
      <span className={styles.soft}>
        <DateTime at={act.at} as="date-time" />
      </span>
    </li>
  );
}
