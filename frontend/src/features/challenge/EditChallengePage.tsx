import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { notYours } from "@/features/editing/not-yours";
import { useBase } from "@/features/editing/use-base";
import type { Schema, Tagged } from "@/lib/api";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { ChallengeStateTag } from "@/ui/Tag";
import { ChallengeSteps } from "./ChallengeSteps";
import { EditChallengeForm } from "./EditChallengeForm";
import { editedChallengeQuery, useChallengePermissions } from "./edit-queries";

/** Where leaders change a challenge, and open, close and archive it. */
export function EditChallengePage() {
  const { challengeId } = useParams({ from: "/challenges/$challengeId/edit" });
  const query = useQuery(editedChallengeQuery(challengeId));
  const may = useChallengePermissions(challengeId);
  if (may && !may.includes("edit")) return <Failure error={query.error ?? notYours()} />;
  if (query.data) return <EditChallenge key={challengeId} loaded={query.data} />;
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton rows={4} />;
}

function Failure(props: { error: unknown; onRetry?: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Ändra utmaningen`} />
      <ErrorState {...props} />
    </>
  );
}

function EditChallenge({ loaded }: { loaded: Tagged<Schema["Challenge"]> }) {
  const { t } = useLingui();
  const { base, replace, advance } = useBase(loaded);
  const challenge = base.value;
  return (
    <>
      <PageHeader
        title={t`Ändra utmaningen`}
        documentTitle={t`Ändra ${challenge.title}`}
        lead={<bdi>{challenge.question}</bdi>}
        above={
          <Breadcrumbs>
            {[
              <Link key="lead" to="/lead">
                <Trans>Leda</Trans>
              </Link>,
              <Link key="it" to="/challenges/$challengeId" params={{ challengeId: challenge.id }}>
                {challenge.title}
              </Link>,
            ]}
          </Breadcrumbs>
        }
        meta={<ChallengeStateTag state={challenge.state} />}
      />
      <EditChallengeForm key={base.round} base={base} onReload={replace} onSaved={advance}>
        {(unsaved, accept) => (
          <Section title={t`Läge`}>
            <ChallengeSteps base={base} unsaved={unsaved} onSaved={accept} />
          </Section>
        )}
      </EditChallengeForm>
    </>
  );
}
