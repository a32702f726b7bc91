import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";

/** Who may propose and who may vote, in a sentence or two. */
export function WhoTakesPart({ challenge }: { challenge: Schema["Challenge"] }) {
  const { t } = useLingui();
  const words = {
    anyone: t`Alla med konto`,
    "verified-residents": t`Bekräftade kommuninvånare`,
    "verified-residents-16": t`Bekräftade kommuninvånare som har fyllt 16`,
    "verified-residents-18": t`Bekräftade kommuninvånare som har fyllt 18`,
  };
  const proposers = words[challenge.proposers];
  const voters = words[challenge.voters];
  if (proposers === voters)
    return (
      <p>
        <Trans>{voters} får lämna idéer och rösta.</Trans>
      </p>
    );
  return (
    <p>
      <Trans>
        {proposers} får lämna idéer. {voters} får rösta.
      </Trans>
    </p>
  );
}
