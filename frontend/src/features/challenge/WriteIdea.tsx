import { Trans } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { ageLimit } from "@/features/identity/limit";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { LinkButton } from "@/ui/Button";
import { useChallengeRelation } from "./queries";
import { takesIdeas } from "./takes-part";

// Few need it, so it comes when one does.
const Prove = lazy(async () => ({ default: (await import("@/features/identity/Prove")).Prove }));

/** The way to answer a challenge, for those who may: everyone who is not signed in may begin to write. */
export function WriteIdea({ challenge }: { challenge: Schema["Challenge"] }) {
  const { me } = useSession();
  const relation = useChallengeRelation(challenge.id);
  const may = me ? relation?.permissions.includes("post-idea") : takesIdeas(challenge);
  if (relation?.postNeeds)
    return (
      <Suspense>
        <Prove needs={relation.postNeeds} before="propose" age={ageLimit([challenge.proposers])} />
      </Suspense>
    );
  if (!may) return null;
  return (
    <LinkButton to="/ideas/new" search={{ challenge: challenge.id }} variant="primary">
      <Trans>Skriv en idé</Trans>
    </LinkButton>
  );
}
