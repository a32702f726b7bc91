import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Matches } from "./Matches";
import { ownNeedsQuery } from "./queries";
import { useOwn } from "./use-own";

/** From an offer of another: asking for it, for one of the reader's own needs that it fits. */
export function AskForOffer({ offer }: { offer: Schema["Offer"] }) {
  const { t } = useLingui();
  const { me } = useSession();
  const own = useOwn(offer.owner.id);
  if (!me || own) return null;
  return (
    <Matches
      query={ownNeedsQuery(offer.id)}
      side="need"
      seeking
      label={t`Fråga för en egen idé`}
      about={offer.title}
      none={
        <Trans>Ingen av dina idéer har ett behov som passar. Lägg till behovet på idéns sida först.</Trans>
      }
    />
  );
}
