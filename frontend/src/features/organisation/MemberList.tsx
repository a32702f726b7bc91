import { useInfiniteQuery } from "@tanstack/react-query";
import type { Schema } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { MemberRow } from "./MemberRow";
import styles from "./Organisation.module.css";
import { membersQuery } from "./queries";

type Props = { organisationId: string; may: Schema["Permission"][] };

/** The members, whose mandates owners change. */
export function MemberList({ organisationId, may }: Props) {
  const query = useInfiniteQuery(membersQuery(organisationId));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  const members = query.data.pages.flatMap((page) => page.members);
  return (
    <>
      <ul className={styles.list}>
        {members.map((member) => (
          <MemberRow key={member.participant.id} organisationId={organisationId} may={may} member={member} />
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={members.length}
        />
      )}
    </>
  );
}
