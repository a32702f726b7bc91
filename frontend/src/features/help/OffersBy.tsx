import { useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LinkButton } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import styles from "./Help.module.css";
import { OfferList } from "./OfferList";
import { offersQuery } from "./queries";

type Props = { ownerId: string /** The reader makes offers in its name. */; speaks?: boolean };

/** What a person or an organisation lends; nothing where that is nothing. */
export function OffersBy({ ownerId, speaks = false }: Props) {
  const { t } = useLingui();
  const query = useInfiniteQuery(offersQuery({}, ownerId));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const some = (query.data?.pages[0]?.offers.length ?? 0) > 0;
  if (!some && !speaks) return null;
  return (
    <Section title={t`Erbjudanden`}>
      <div className={styles.stack}>
        {some && <OfferList ownerId={ownerId} heading="h3" empty={null} />}
        {speaks && (
          <div>
            <LinkButton to="/profile/offers" search={{ as: ownerId }}>
              {t`Hantera erbjudanden`}
            </LinkButton>
          </div>
        )}
      </div>
    </Section>
  );
}
