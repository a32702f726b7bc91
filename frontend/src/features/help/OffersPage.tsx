import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { districtsQuery } from "@/features/district/queries";
import { topicsQuery } from "@/features/topic/queries";
import { useTopicName } from "@/features/topic/topic-name";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { Menu } from "@/ui/Menu";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Help.module.css";
import { kinds } from "./kinds";
import { OfferList } from "./OfferList";
import type { OffersSearch } from "./search";
import { helpKindLabel } from "./words";

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
      <Choices search={search} />
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

function Choices({ search }: { search: OffersSearch }) {
  const { t } = useLingui();
  const nameOf = useTopicName();
  const { data: topics = [] } = useQuery(topicsQuery("active"));
  const { data: districts = [] } = useQuery(districtsQuery);
  const { kind, ...anyKind } = search;
  const { topic, ...anyTopic } = search;
  const { district, ...anyDistrict } = search;
  const chosen = topics.find(({ slug }) => slug === topic);
  const shown = {
    kind: kind ? helpKindLabel(kind) : t`Alla slag`,
    topic: chosen ? nameOf(chosen) : t`Alla ämnen`,
    district: districts.find(({ id }) => id === district)?.name ?? t`Hela kommunen`,
  };
  const option = (to: OffersSearch, label: string) => (
    <li key={label}>
      <Link to="/offers" search={to} resetScroll={false} activeOptions={{ exact: true, includeSearch: true }}>
        {label}
      </Link>
    </li>
  );
  return (
    <div className={styles.controls}>
      <Menu label={shown.kind} name={t`Slag: ${shown.kind}`}>
        {option(anyKind, t`Alla slag`)}
        {kinds.map((one) => option({ ...search, kind: one }, helpKindLabel(one)))}
      </Menu>
      {topics.length > 0 && (
        <Menu label={shown.topic} name={t`Ämne: ${shown.topic}`}>
          {option(anyTopic, t`Alla ämnen`)}
          {topics.map((one) => option({ ...search, topic: one.slug }, nameOf(one)))}
        </Menu>
      )}
      {districts.length > 0 && (
        <Menu label={shown.district} name={t`Stadsdel: ${shown.district}`}>
          {option(anyDistrict, t`Hela kommunen`)}
          {districts.map((one) => option({ ...search, district: one.id }, one.name))}
        </Menu>
      )}
    </div>
  );
}
