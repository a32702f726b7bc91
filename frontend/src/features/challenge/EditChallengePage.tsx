import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { RuleEditor } from "@/features/duty/RuleEditor";
import { notYours } from "@/features/editing/not-yours";
import { useBase } from "@/features/editing/use-base";
import { Leaders } from "@/features/leading/Leaders";
import type { Schema, Tagged } from "@/lib/api";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { StandingTag } from "@/ui/Tag";
import { ChallengeSteps } from "./ChallengeSteps";
import { CopyChallenge } from "./CopyChallenge";
import { EditChallengeForm } from "./EditChallengeForm";
import { editedChallengeQuery, useChallengePermissions } from "./edit-queries";
import { PhasesEditor } from "./PhasesEditor";

/** Where leaders change a challenge, and open, close and archive it. */
export function EditChallengePage() {
  const { challengeId } = useParams({ from: "/challenges/$challengeId/edit" });
  const query = useQuery(editedChallengeQuery(challengeId));
  const may = useChallengePermissions(challengeId);
  if (may && !may.includes("edit")) return <Failure error={query.error ?? notYours()} />;
  if (query.data && may)
    return (
      <EditChallenge
        key={challengeId}
        loaded={query.data}
        mayAppoint={may.includes("appoint")}
        mayCopy={may.includes("copy")}
      />
    );
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

type Props = { loaded: Tagged<Schema["Challenge"]>; mayAppoint: boolean; mayCopy: boolean };

function EditChallenge({ loaded, mayAppoint, mayCopy }: Props) {
  const { t } = useLingui();
  const { base, replace, advance } = useBase(loaded);
  const [phasesUnsaved, setPhasesUnsaved] = useState(false);
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
        meta={<StandingTag challenge={challenge} />}
      />
      <EditChallengeForm
        key={base.round}
        base={base}
        mayAppoint={mayAppoint}
        onReload={replace}
        onSaved={advance}
      >
        {(unsaved, accept) => (
          <>
            <Section
              title={t`Faser`}
              note={t`Faserna öppnar och stänger av sig själva, och bestämmer då tiderna. Utan faser gäller tiderna ovan. De sparas med sin egen knapp.`}
            >
              <PhasesEditor base={base} unsaved={unsaved} onSaved={accept} onUnsaved={setPhasesUnsaved} />
            </Section>
            <Section
              title={t`Löfte om svar`}
              note={t`Idéer som får tillräckligt många röster får ett beslut inom en viss tid. Alla ser vad som väntar och vad som är försenat. Löftet sparas med sin egen knapp.`}
            >
              <RuleEditor base={base} unsaved={unsaved} onSaved={accept} />
            </Section>
            <Section title={t`Läge`}>
              <ChallengeSteps base={base} unsaved={unsaved} phasesUnsaved={phasesUnsaved} onSaved={accept} />
            </Section>
          </>
        )}
      </EditChallengeForm>
      <LeadersSection challenge={challenge} mayAppoint={mayAppoint} />
      {mayCopy && (
        <Section title={t`Använd som förlaga`}>
          <CopyChallenge challenge={challenge} />
        </Section>
      )}
    </>
  );
}

function LeadersSection({ challenge, mayAppoint }: { challenge: Schema["Challenge"]; mayAppoint: boolean }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { id: challengeId, focusArea } = challenge;
  const areaTitle = focusArea?.title;
  const note = areaTitle
    ? t`Ledarnas namn visas för alla. De som leder fokusområdet ${areaTitle} leder utmaningen också.`
    : t`Ledarnas namn visas för alla.`;
  return (
    <Section title={t`Vilka som leder`} note={note}>
      <Leaders
        thing={{ challengeId }}
        mayAppoint={mayAppoint}
        onLeft={() => void navigate({ to: "/challenges/$challengeId", params: { challengeId } })}
      />
    </Section>
  );
}
