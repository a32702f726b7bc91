import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { LinkButton } from "@/ui/Button";
import { useChallengePermissions } from "./queries";
import { takesIdeas } from "./takes-part";

/** The way to answer a challenge, for those who may: everyone who is not signed in may begin to write. */
export function WriteIdea({ challenge }: { challenge: Schema["Challenge"] }) {
  const { me } = useSession();
  const permissions = useChallengePermissions(challenge.id);
  const may = me ? permissions?.includes("post-idea") : takesIdeas(challenge);
  if (!may) return null;
  return (
    <LinkButton to="/ideas/new" search={{ challenge: challenge.id }} variant="primary">
      <Trans>Skriv en idé</Trans>
    </LinkButton>
  );
}
