import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { IdeaPieces } from "@/features/profile/IdeaPieces";
import { LinkButton } from "@/ui/Button";
import { myIdeasQuery } from "./queries";

/** One's own ideas, last edited first; a draft leads on to where it is written. */
export function MyIdeas() {
  const query = useInfiniteQuery(myIdeasQuery);
  return (
    <IdeaPieces
      query={query}
      none={<Trans>Du har inte skrivit någon idé än.</Trans>}
      action={({ id, state }) => state === "draft" && <WriteOn ideaId={id} />}
    />
  );
}

const WriteOn = ({ ideaId }: { ideaId: string }) => (
  <LinkButton to="/ideas/$ideaId/edit" params={{ ideaId }}>
    <Trans>Skriv vidare</Trans>
  </LinkButton>
);
