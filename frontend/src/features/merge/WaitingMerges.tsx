import { useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Section } from "@/ui/Section";
import { Decide } from "./Decide";
import { ProposalWords } from "./ProposalNotice";
import { waitingQuery } from "./queries";

/** The proposals to merge ideas that wait; nothing while there are none. */
export function WaitingMerges() {
  const { t } = useLingui();
  const query = useInfiniteQuery(waitingQuery);
  const proposals = query.data?.pages.flatMap((page) => page.proposals) ?? [];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (proposals.length === 0) return null;
  return (
    <Section
      title={t`Idéer att slå ihop`}
      note={t`De som skrev idéerna är tillfrågade. Avgör när de inte svarar eller inte finns kvar.`}
    >
      <ul className={question.history}>
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <Waiting proposal={proposal} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={proposals.length}
        />
      )}
    </Section>
  );
}

const Waiting = ({ proposal }: { proposal: Schema["MergeProposal"] }) => (
  <>
    <ProposalWords proposal={proposal} />
    {proposal.permissions.includes("decide") && (
      <div className={question.buttons}>
        <Decide proposal={proposal} />
      </div>
    )}
  </>
);
