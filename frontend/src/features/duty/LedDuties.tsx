import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { EmptyState } from "@/ui/EmptyState";
import { Duties } from "./Duties";
import { myDutiesQuery } from "./queries";

/** The decisions that are owed in what one leads. */
export function LedDuties() {
  const query = useInfiniteQuery(myDutiesQuery);
  const empty = (
    <EmptyState>
      <Trans>Inga svar väntar på dig just nu.</Trans>
    </EmptyState>
  );
  return <Duties query={query} showChallenge empty={empty} />;
}
