import { Trans, useLingui } from "@lingui/react/macro";
import { useSearch } from "@tanstack/react-router";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";
import { HelpNav } from "./HelpNav";
import { OfferList } from "./OfferList";

/** What people and organisations lend, to look through. */
export function OffersPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/offers" });
  const make = (
    <LinkButton to="/profile/offers">
      <Trans>Erbjud något</Trans>
    </LinkButton>
  );
  const all = (
    <LinkButton to="/offers">
      <Trans>Visa alla erbjudanden</Trans>
    </LinkButton>
  );
  const narrowed = Object.keys(search).length > 0;
  return (
    <>
      <PageHeader
        title={t`Erbjudanden`}
        lead={t`Kunskap, händer, verktyg, lokaler och annat som någon vill ställa upp med. Behöver din idé något av det visas det bredvid behovet på idéns sida.`}
        actions={make}
      />
      <HelpNav to="/offers" search={search} />
      <OfferList
        search={search}
        empty={
          <EmptyState action={narrowed ? all : make}>
            {narrowed ? (
              <Trans>Inget erbjudande passar in på det.</Trans>
            ) : (
              <Trans>Här finns inga erbjudanden än. Kanske har du något?</Trans>
            )}
          </EmptyState>
        }
      />
    </>
  );
}
