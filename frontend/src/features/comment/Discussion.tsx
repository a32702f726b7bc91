import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useIdeaRelation } from "@/features/vote/queries";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Comment.module.css";
import { LinkedThread } from "./LinkedThread";
import { type Comment, mergeComments } from "./merge";
import { commentInHash, WRITE } from "./permalink";
import { commentsQuery, useCommentPermissions } from "./queries";
import { Thread } from "./Thread";
import { WriteComment } from "./WriteComment";

/** The discussion under an idea: what was said, in two levels, and the form to say something. */
export function Discussion({ idea }: { idea: Schema["Idea"] }) {
  const { t } = useLingui();
  const query = useInfiniteQuery(commentsQuery(idea.id));
  const writable = useMayComment(idea);
  const comments = mergeComments(...(query.data?.pages.map((page) => page.comments) ?? []));
  const empty = query.isSuccess && comments.length === 0;
  return (
    <Section title={t`Samtal`} note={<Note idea={idea} writable={writable} />}>
      <div className={styles.discussion}>
        {query.isPending && <Skeleton rows={2} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && <Threads comments={comments} writable={writable} />}
        {query.hasNextPage && (
          <LoadMore
            hasMore
            loading={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
            shown={comments.length}
          />
        )}
        {empty && (
          <EmptyState>
            {writable ? (
              <Trans>Ingen har sagt något än. Det första ordet är ditt.</Trans>
            ) : (
              <Trans>Ingen har sagt något här.</Trans>
            )}
          </EmptyState>
        )}
        {writable && <WriteComment ideaId={idea.id} />}
      </div>
    </Section>
  );
}

function Note({ idea, writable }: { idea: Schema["Idea"]; writable: boolean }) {
  if (idea.state !== "published") return <Trans>Samtalet är avslutat, men går att läsa.</Trans>;
  return (
    <div className={styles.margin}>
      <p>
        <Trans>Håll dig till saken och var snäll mot den som skriver. Frågor är lika bra som svar.</Trans>
      </p>
      {writable && idea.commentCount > 2 && (
        <p>
          <Link to="." hash={WRITE} search>
            <Trans>Skriv en kommentar</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}

function Threads({ comments, writable }: { comments: Comment[]; writable: boolean }) {
  const hash = useRouterState({ select: (state) => state.location.hash });
  const target = commentInHash(hash);
  const ids = comments.flatMap((comment) => [comment.id, ...comment.replies.map((reply) => reply.id)]);
  const permissions = useCommentPermissions(ids);
  return (
    <>
      {target && !ids.includes(target) && <LinkedThread commentId={target} writable={writable} />}
      {comments.length > 0 && (
        <ol className={styles.threads}>
          {comments.map((comment) => (
            <Thread
              key={comment.id}
              comment={comment}
              permissions={permissions}
              target={target}
              writable={writable}
            />
          ))}
        </ol>
      )}
    </>
  );
}

// Anonymous people may write, and are asked to sign in when they send.
function useMayComment(idea: Schema["Idea"]): boolean {
  const { me } = useSession();
  const relation = useIdeaRelation(idea.id);
  if (idea.state !== "published") return false;
  return me ? (relation?.permissions.includes("comment") ?? false) : true;
}
