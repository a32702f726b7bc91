import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useRouterState, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { PromisedAnswers } from "@/features/duty/PromisedAnswers";
import { IdeaBrowser } from "@/features/idea/IdeaBrowser";
import { Timeline } from "@/features/phase/Timeline";
import { PrintAddress } from "@/features/share/PrintAddress";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { ChallengeAbout } from "./ChallengeAbout";
import { ChallengeHead } from "./ChallengeHead";
import { ChallengeWorkshops } from "./ChallengeWorkshops";
import { challengeQuery } from "./queries";
import { takesIdeas } from "./takes-part";
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
      <Timeline challenge={challenge} />
      <ChallengeAbout challenge={challenge} />
      <PromisedAnswers challenge={challenge} />
      <ChallengeWorkshops challengeId={challenge.id} />
      {challenge.state !== "draft" && <Ideas challenge={challenge} />}
      {challenge.state !== "draft" && (
        <PrintAddress shared={{ kind: "challenges", id: challenge.id, title: challenge.title }} />
      )}
    </>
  );
}

function Ideas({ challenge }: { challenge: Schema["Challenge"] }) {
  const { t } = useLingui();
  const search = useSearch({ from: "/challenges/$challengeId" });
  const place = useAnchor(IDEAS);
  const write = <WriteIdea challenge={challenge} />;
  return (
    <div id={IDEAS} ref={place}>
      <Section title={t`Idéer`} note={write}>
        <IdeaBrowser
          search={search}
          challengeId={challenge.id}
          empty={
            <EmptyState action={write}>
              <NoIdeas challenge={challenge} />
            </EmptyState>
          }
        />
      </Section>
    </div>
  );
}

function NoIdeas({ challenge }: { challenge: Schema["Challenge"] }) {
  if (takesIdeas(challenge)) return <Trans>Ingen har svarat på frågan än. Skriv det första svaret.</Trans>;
  const { opensAt } = challenge;
  if (opensAt && Date.parse(opensAt) > Date.now())
    return (
      <Trans>
        Här går det att svara från <DateTime at={opensAt} as="date" />.
      </Trans>
    );
  return <Trans>Frågan fick inga svar.</Trans>;
}

/** Where a link to the ideas of a challenge leads. */
const IDEAS = "ideas";

// The browser looks for the place of a link before the page has been read.
function useAnchor(id: string) {
  const place = useRef<HTMLDivElement>(null);
  const asked = useRouterState({ select: (state) => state.location.hash === id });
  useEffect(() => {
    if (asked) place.current?.scrollIntoView();
  }, [asked]);
  return place;
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
