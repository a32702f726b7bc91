import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { IdeaBrowser } from "@/features/idea/IdeaBrowser";
import type { Schema } from "@/lib/api";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { ChallengeAbout } from "./ChallengeAbout";
import { ChallengeHead } from "./ChallengeHead";
import { ChallengeWorkshops } from "./ChallengeWorkshops";
import { challengeQuery } from "./queries";
import { WriteIdea } from "./WriteIdea";

/** One challenge: the question, what it is about, who meets about it, and the ideas that answer it. */
export function ChallengePage() {
  const { challengeId } = useParams({ from: "/challenges/$challengeId" });
  const query = useQuery(challengeQuery(challengeId));
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const challenge = query.data.value;
  return (
    <>
      <ChallengeHead challenge={challenge} />
      <ChallengeAbout challenge={challenge} />
      <ChallengeWorkshops challengeId={challenge.id} />
      {challenge.state !== "draft" && <Ideas challenge={challenge} />}
    </>
  );
}

function Ideas({ challenge }: { challenge: Schema["Challenge"] }) {
  const { t } = useLingui();
  const search = useSearch({ from: "/challenges/$challengeId" });
  const write = <WriteIdea challenge={challenge} />;
  return (
    <div id="ideas">
      <Section title={t`Idéer`} note={write}>
        <IdeaBrowser
          search={search}
          challengeId={challenge.id}
          empty={
            <EmptyState action={write}>
              {challenge.state === "open" ? (
                <Trans>Ingen har svarat på frågan än. Skriv det första svaret.</Trans>
              ) : (
                <Trans>Frågan fick inga svar.</Trans>
              )}
            </EmptyState>
          }
        />
      </Section>
    </div>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Utmaningen kunde inte visas`} />
      <ErrorState
        error={error}
        onRetry={onRetry}
        action={
          <Link to="/challenges">
            <Trans>Se alla utmaningar</Trans>
          </Link>
        }
      />
    </>
  );
}
