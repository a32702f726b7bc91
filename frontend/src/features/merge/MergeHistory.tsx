import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Section } from "@/ui/Section";
import { IdeaName } from "./IdeaName";
import { mergesQuery, proposalsQuery } from "./queries";
import { Undo } from "./Undo";

/** The ideas that are part of this one, and what was merged and separated; nothing while nothing was. */
export function MergeHistory({ idea }: { idea: Schema["Idea"] }) {
  const { t } = useLingui();
  const query = useInfiniteQuery(mergesQuery(idea.id));
  const merges = query.data?.pages.flatMap((page) => page.merges) ?? [];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (merges.length === 0) return null;
  return (
    <Section title={t`Idéer som hör ihop`}>
      <ul className={question.history}>
        {merges.map((merge) => (
          <li key={merge.id}>
            <Entry merge={merge} ideaId={idea.id} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={merges.length}
        />
      )}
    </Section>
  );
}

function Entry({ merge, ideaId }: { merge: Schema["Merge"]; ideaId: string }) {
  const isPart = merge.idea.id === ideaId;
  const other = <IdeaName idea={isPart ? merge.into : merge.idea} />;
  const since = <DateTime at={merge.mergedAt} />;
  const until = merge.undoneAt && <DateTime at={merge.undoneAt} />;
  return (
    <>
      <p>
        {isPart && !until && (
          <Trans>
            Den här idén ingår i {other} sedan {since}.
          </Trans>
        )}
        {!isPart && !until && (
          <Trans>
            {other} ingår här sedan {since}.
          </Trans>
        )}
        {isPart && until && (
          <Trans>
            Den här idén ingick i {other} från {since} till {until}.
          </Trans>
        )}
        {!isPart && until && (
          <Trans>
            {other} ingick här från {since} till {until}.
          </Trans>
        )}
      </p>
      <p className={question.soft}>
        {merge.decidedAs === "author" ? (
          <Trans>De som skrev idéerna var överens.</Trans>
        ) : (
          <Trans>En moderator avgjorde.</Trans>
        )}
      </p>
      {merge.reason && <Quote words={merge.reason} />}
      {merge.undoneReason && <Quote words={merge.undoneReason} />}
      {!isPart && !until && <UndoHere mergeId={merge.id} ideaId={ideaId} />}
    </>
  );
}

const Quote = ({ words }: { words: string }) => (
  <p className={question.reason} dir="auto">
    {words}
  </p>
);

/** The way back, for whoever may take it. */
function UndoHere({ mergeId, ideaId }: { mergeId: string; ideaId: string }) {
  const { me } = useSession();
  const query = useQuery({ ...proposalsQuery(me?.id ?? "", ideaId), enabled: me !== undefined });
  const proposal = query.data?.find((one) => one.id === mergeId);
  if (!proposal?.permissions.includes("undo")) return null;
  return (
    <div className={question.buttons}>
      <Undo proposal={proposal} />
    </div>
  );
}
