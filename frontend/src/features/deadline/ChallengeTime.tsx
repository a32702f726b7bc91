import { Plural, Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { PhaseTime } from "@/ui/PhaseTime";

type Props = {
  challenge: Pick<Schema["ChallengeSummary"], "state" | "opensAt" | "closesAt" | "phase" | "nextPhase">;
};

/** Until when the phase that runs lasts and what comes next; without phases when a challenge opens, how long it stays open, or when it closed. */
export function ChallengeTime({ challenge }: Props) {
  const { state, opensAt, closesAt } = challenge;
  if (state === "draft") return null;
  if (challenge.phase || challenge.nextPhase) return <PhaseTime of={challenge} />;
  if (state !== "open")
    return closesAt && Date.parse(closesAt) < Date.now() ? (
      <Trans>
        Stängde <DateTime at={closesAt} />
      </Trans>
    ) : null;
  if (opensAt && Date.parse(opensAt) > Date.now())
    return (
      <Trans>
        Öppnar <DateTime at={opensAt} />
      </Trans>
    );
  if (!closesAt) return <Trans>Tills vidare</Trans>;
  return (
    <>
      <TimeLeft until={closesAt} />,{" "}
      <Trans>
        till <DateTime at={closesAt} />
      </Trans>
    </>
  );
}

const DAY = 86_400_000;

// In whole weeks while there are several, then in days: nobody counts 46 days.
function TimeLeft({ until }: { until: string }) {
  const days = Math.floor((Date.parse(until) - Date.now()) / DAY);
  const weeks = Math.floor(days / 7);
  if (days < 1) return <Trans>Sista dagen</Trans>;
  if (weeks < 2) return <Plural value={days} one="En dag kvar" other="# dagar kvar" />;
  return <Plural value={weeks} one="# vecka kvar" other="# veckor kvar" />;
}
