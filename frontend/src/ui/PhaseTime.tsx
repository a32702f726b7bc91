import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { lastMoment } from "@/lib/last-moment";
import { DateTime } from "./DateTime";
import { phaseLabel } from "./labels";

type Props = { of: Pick<Schema["ChallengeSummary"], "phase" | "nextPhase"> };

/** How long the phase that runs goes on, and what comes next, in one line. */
export function PhaseTime({ of: { phase, nextPhase } }: Props) {
  const next = nextPhase && phaseLabel(nextPhase.kind);
  if (!phase && nextPhase)
    return (
      <Trans>
        {next} från <Day at={nextPhase.startsAt} />
      </Trans>
    );
  if (!phase?.endsAt) return <Trans>tills vidare</Trans>;
  const last = <Day at={lastMoment(phase.endsAt)} />;
  return next ? (
    <Trans>
      till {last}, sedan {next}
    </Trans>
  ) : (
    <Trans>till {last}</Trans>
  );
}

// This year's days need no year.
function Day({ at }: { at: string }) {
  const soon = new Date(at).getFullYear() === new Date().getFullYear();
  return <DateTime at={at} as={soon ? "short-date" : "date"} />;
}
