import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import { AskForOffer } from "./AskForOffer";
import styles from "./Help.module.css";
import { OfferRow } from "./OfferRow";
import { offersQuery } from "./queries";
import { ReportHelp } from "./ReportHelp";
import type { OffersSearch } from "./search";

type Props = { search?: OffersSearch; ownerId?: string; heading?: "h2" | "h3"; empty: ReactNode };

/** Public offers, on as far as one likes. */
export function OfferList({ search = {}, ownerId, heading = "h2", empty }: Props) {
  const query = useInfiniteQuery(offersQuery(search, ownerId));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={4} />;
  const offers = query.data.pages.flatMap((page) => page.offers);
  if (offers.length === 0) return empty;
  return (
    <>
      <ol className={styles.rows}>
        {offers.map((offer) => (
          <OfferRow key={offer.id} offer={offer} heading={heading}>
            <AskForOffer offer={offer} />
            <div className={styles.buttons}>
              <ReportHelp thing={{ kind: "offer", id: offer.id }} by={offer.owner.id} />
            </div>
          </OfferRow>
        ))}
      </ol>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={offers.length}
        />
      )}
    </>
  );
}
