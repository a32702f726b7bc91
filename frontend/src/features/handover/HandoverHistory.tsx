import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Section } from "@/ui/Section";
import { handoversQuery } from "./queries";

/** Who had an idea before, and why it changed hands; nothing while it never did. */
export function HandoverHistory({ ideaId }: { ideaId: string }) {
  const { t } = useLingui();
  const { me } = useSession();
  const query = useInfiniteQuery(handoversQuery(me?.id ?? "", ideaId));
  const all = query.data?.pages.flatMap((page) => page.handovers) ?? [];
  const past = all.filter(({ state }) => state === "accepted");
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (past.length === 0) return null;
  return (
    <Section title={t`Vem som har fört idén vidare`}>
      <ol className={question.history}>
        {past.map((handover) => (
          <li key={handover.id}>
            <Entry handover={handover} />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={past.length}
        />
      )}
    </Section>
  );
}

function Entry({ handover: { kind, from, to, settledAt, reason } }: { handover: Schema["Handover"] }) {
  const earlier = <Name participant={from} />;
  const later = to && <Name participant={to} />;
  const day = settledAt && <DateTime at={settledAt} />;
  return (
    <>
      <p>
        {kind === "adoption" ? (
          <Trans>
            {later} tog över idén efter {earlier}, {day}.
          </Trans>
        ) : (
          <Trans>
            {earlier} lämnade över idén till {later}, {day}.
          </Trans>
        )}
      </p>
      <p className={question.reason} dir="auto">
        {reason}
      </p>
    </>
  );
}

function Name({ participant }: { participant: Schema["ParticipantRef"] }) {
  if (participant.former) return <Trans>en tidigare deltagare</Trans>;
  return <bdi className={question.name}>{participant.displayName}</bdi>;
}
