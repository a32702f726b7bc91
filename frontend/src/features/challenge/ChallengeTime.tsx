import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";

type Props = { challenge: Pick<Schema["ChallengeSummary"], "state" | "opensAt" | "closesAt"> };

/** When a challenge opens, how long it stays open, or when it closed. */
export function ChallengeTime({ challenge: { state, opensAt, closesAt } }: Props) {
  if (state === "draft") return null;
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
    <Trans>
      Stänger <DateTime at={closesAt} as="relative" />, <DateTime at={closesAt} />
    </Trans>
  );
}
