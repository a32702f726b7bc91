import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useRouterState, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Notice } from "@/ui/Notice";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Comment.module.css";
import { DiscussionChoices } from "./DiscussionChoices";
import { Earlier } from "./Earlier";
import { type Comment, inOrder } from "./merge";
import { commentInHash, WRITE } from "./permalink";
import { useCommentRelations, useComments } from "./queries";
import { type DiscussionSearch, parseDiscussionSearch } from "./search";
import type { Subject } from "./subject";
import { Thread } from "./Thread";
import { WaitingComments } from "./WaitingComments";
import { WriteComment } from "./WriteComment";

type Props = {
  subject: Subject;
  /** Comments there are; undefined where nobody counts them. */
  count: number;
  /** Nothing more will be said here. */
  over: boolean;
  /** Why nothing can be said now; undefined where something can. */
  closed?: ReactNode;
};

/** A discussion: what was said, in two levels, and the form to say something. */
export function Discussion({ subject, count, over, closed }: Props) {
  const { t } = useLingui();
  const search = parseDiscussionSearch(useSearch({ strict: false }));
  const { order, only } = search;
  return (
    <Section
      title={t`Samtal`}
      note={<Note over={over} writable={subject.writable && !closed} long={count > 2} />}
    >
      <div className={styles.discussion}>
        {(count > 3 || order || only) && <DiscussionChoices search={search} />}
        <Threads key={`${order} ${only}`} subject={subject} search={search} />
        <WaitingComments subject={subject} />
        {subject.writable && !closed && <WriteComment subject={subject} />}
        {closed && !over && <p className={styles.closed}>{closed}</p>}
      </div>
    </Section>
  );
}

function Note({ over, writable, long }: { over: boolean; writable: boolean; long: boolean }) {
  if (over) return <Trans>Samtalet är avslutat, men går att läsa.</Trans>;
  return (
    <div className={styles.margin}>
      <p>
        <Trans>Håll dig till saken och var snäll mot den som skriver. Frågor är lika bra som svar.</Trans>
      </p>
      {writable && long && (
        <p>
          <Link to="." hash={WRITE} search>
            <Trans>Skriv en kommentar</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}

function Threads({ subject, search }: { subject: Subject; search: DiscussionSearch }) {
  const target = commentInHash(useRouterState({ select: (state) => state.location.hash }));
  const { query, comments, gone } = useWindow(subject, search, target);
  const relations = useCommentRelations(idsOf(comments));
  if (query.isPending) return <Skeleton rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {gone && <Gone />}
      {comments.length === 0 && <Silence writable={subject.writable} filtered={search.only !== undefined} />}
      <Earlier query={query} order={search.order} />
      {comments.length > 0 && (
        <ol className={styles.threads}>
          {comments.map((comment) => (
            <Thread
              key={comment.id}
              comment={comment}
              relations={relations}
              target={target}
              subject={subject}
            />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={comments.length}
        />
      )}
    </>
  );
}

const idsOf = (comments: Comment[]) =>
  comments.flatMap((comment) => [comment.id, ...comment.replies.map((reply) => reply.id)]);

// Where a link leads to a comment that is not read yet, the discussion opens around it. One that is not
// here any more leads to the beginning.
function useWindow(subject: Subject, search: DiscussionSearch, target: string | undefined) {
  const [around, setAround] = useState(search.only ? undefined : target);
  const window = useComments(subject, search, around);
  const beginning = useComments(subject, search, undefined, window.isError);
  const gone = around !== undefined && window.isError;
  const query = gone ? beginning : window;
  const comments = inOrder(query.data?.pages.flatMap((page) => page.comments) ?? [], search.order);
  const missing =
    target !== undefined && target !== around && query.isSuccess && !idsOf(comments).includes(target);
  if (missing && !search.only) setAround(target);
  return { query, comments, gone: gone && target === around };
}

const Gone = () => (
  <Notice>
    <Trans>Kommentaren som länken leder till finns inte längre.</Trans>
  </Notice>
);

function Silence({ writable, filtered }: { writable: boolean; filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState>
        <Trans>Ingen kommentar är av det slaget.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState>
      {writable ? (
        <Trans>Ingen har sagt något än. Det första ordet är ditt.</Trans>
      ) : (
        <Trans>Ingen har sagt något här.</Trans>
      )}
    </EmptyState>
  );
}
