import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { IdeaPieces } from "./IdeaPieces";
import { ideasByQuery } from "./queries";

/** The published ideas of a participant, newest first. */
export function IdeasBy({ participantId }: { participantId: string }) {
  const query = useInfiniteQuery(ideasByQuery(participantId));
  return <IdeaPieces query={query} none={<Trans>Har inte lagt fram någon idé än.</Trans>} />;
}
