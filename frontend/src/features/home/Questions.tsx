import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { firstOpenChallengesQuery } from "@/features/challenge/queries";
import { ChallengeList, ChallengeTeaser } from "@/ui/ChallengeTeaser";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { LeadQuestion } from "./LeadQuestion";

/** Open questions on the front page: one large, the rest below it. */
const SHOWN = 6;

/** What the municipality asks now: the question that closes soonest as the page's own headline, then the others. */
export function Questions() {
  const query = useQuery(firstOpenChallengesQuery(SHOWN));
  if (query.isPending) return <Skeleton rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const [lead, ...others] = query.data;
  if (!lead) return <NoQuestions />;
  return (
    <>
      <LeadQuestion challenge={lead} />
      {others.length > 0 && <Others challenges={others} />}
    </>
  );
}

function Others({ challenges }: { challenges: Parameters<typeof LeadQuestion>[0]["challenge"][] }) {
  const { t } = useLingui();
  const all = (
    <Link to="/challenges">
      <Trans>Alla utmaningar</Trans>
    </Link>
  );
  return (
    <Section title={t`Fler öppna frågor`} note={all}>
      <ChallengeList>
        {challenges.map((challenge) => (
          <ChallengeTeaser key={challenge.id} challenge={challenge} />
        ))}
      </ChallengeList>
    </Section>
  );
}

const NoQuestions = () => (
  <EmptyState
    action={
      <Link to="/challenges">
        <Trans>Se tidigare utmaningar</Trans>
      </Link>
    }
  >
    <Trans>Just nu står ingen fråga öppen. Men idéer går alltid att skriva.</Trans>
  </EmptyState>
);
