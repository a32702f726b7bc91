import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ReportButton } from "@/features/moderation/ReportButton";
import { FollowButton } from "@/features/notification/FollowButton";
import { useSession } from "@/lib/use-session";
import { ErrorState } from "@/ui/ErrorState";
import { kindLabel } from "@/ui/labels";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { IdeasBy } from "./IdeasBy";
import { ParticipantFacts } from "./ParticipantFacts";
import { participantQuery } from "./queries";

/** Somebody who takes part: what they tell the reader about themselves, and the ideas they have put forward. */
export function ParticipantPage() {
  const { t } = useLingui();
  const { participantId } = useParams({ from: "/participants/$participantId" });
  const { me, status } = useSession();
  const query = useQuery({ ...participantQuery(participantId, !!me), enabled: status !== "restoring" });
  if (query.isPending) return <Skeleton rows={4} />;
  if (query.isError) return <Missing error={query.error} onRetry={() => void query.refetch()} />;
  const { displayName, kind, fields } = query.data;
  return (
    <>
      <PageHeader
        title={displayName}
        lead={kindLabel(kind)}
        meta={
          me?.id === participantId ? (
            <Link to="/profile">
              <Trans>Ändra i din profil</Trans>
            </Link>
          ) : (
            <ReportButton
              thing={{ kind: "person", id: participantId }}
              review={me?.duties.includes("moderate") ?? false}
            />
          )
        }
        actions={<FollowButton targetId={participantId} name={displayName} />}
      />
      {fields.length > 0 && (
        <Section title={t`Presentation`}>
          <ParticipantFacts fields={fields} />
        </Section>
      )}
      <Section title={t`Idéer`}>
        <IdeasBy participantId={participantId} />
      </Section>
    </>
  );
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Deltagaren kunde inte visas`} />
      <ErrorState
        error={error}
        onRetry={onRetry}
        action={
          <Link to="/ideas">
            <Trans>Se alla idéer</Trans>
          </Link>
        }
      />
    </>
  );
}
