import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ProfileNav } from "@/features/account/ProfileNav";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import { WriteAs } from "@/features/organisation/WriteAs";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Help.module.css";
import { Matches } from "./Matches";
import { EditOffer, MakeOffer } from "./OfferForm";
import { OfferRow } from "./OfferRow";
import { myOffersQuery, offerMatchesQuery, useOfferState } from "./queries";

/** What one offers oneself, or in an organisation's name, and what it fits. */
export function MyOffersPage() {
  const { t } = useLingui();
  const { as = "" } = useSearch({ from: "/profile/offers" });
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title={t`Dina erbjudanden`}
        lead={t`Berätta vad du kan bidra med, så visas det för idéer som behöver det. Ingen ser din adress förrän du har tackat ja.`}
        actions={<MakeOffer organisationId={as} />}
      />
      <ProfileNav />
      <div className={styles.controls}>
        <WriteAs
          name="as"
          value={as}
          onChange={(chosen) =>
            void navigate({ to: "/profile/offers", search: chosen ? { as: chosen } : {} })
          }
        />
      </div>
      <Offers organisationId={as} />
    </>
  );
}

function Offers({ organisationId }: { organisationId: string }) {
  const query = useInfiniteQuery(myOffersQuery(organisationId));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={3} />;
  const offers = query.data.pages.flatMap((page) => page.offers);
  if (offers.length === 0)
    return (
      <EmptyState>
        <Trans>
          Du erbjuder inget än. Det behöver inte vara stort: en timme, en släpkärra eller ett gott råd.
        </Trans>
      </EmptyState>
    );
  return (
    <>
      <ol className={styles.rows}>
        {offers.map((offer) => (
          <OwnOffer key={offer.id} offer={offer} organisationId={organisationId} />
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

function OwnOffer({ offer, organisationId }: { offer: Schema["Offer"]; organisationId: string }) {
  const { t } = useLingui();
  const change = useOfferState(offer);
  const running = offer.state === "open" || offer.state === "paused";
  const paused = offer.state === "paused";
  return (
    <OfferRow offer={offer} own>
      {offer.state !== "ended" && (
        <div className={styles.buttons}>
          {!offer.withheld && <EditOffer offer={offer} />}
          {running && !offer.withheld && (
            <Button
              variant="plain"
              busy={change.isPending}
              onClick={() => change.mutate({ state: paused ? "open" : "paused" })}
            >
              {paused ? t`Ta upp igen` : t`Pausa`}
            </Button>
          )}
          {running && (
            <ConfirmButton
              label={t`Avsluta`}
              title={t`Avsluta erbjudandet?`}
              variant="plain"
              busy={change.isPending}
              onConfirm={() => change.mutate({ state: "ended" })}
            >
              <p>{t`Ett avslutat erbjudande går inte att öppna igen.`}</p>
            </ConfirmButton>
          )}
        </div>
      )}
      {offer.state === "open" && !offer.withheld && (
        <Matches
          query={offerMatchesQuery(offer.id)}
          side="need"
          label={t`Visa behov som passar`}
          organisationId={organisationId}
        />
      )}
    </OfferRow>
  );
}
