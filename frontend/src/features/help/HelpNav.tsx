import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { districtsQuery } from "@/features/district/queries";
import { topicsQuery } from "@/features/topic/queries";
import { useTopicName } from "@/features/topic/topic-name";
import { Menu } from "@/ui/Menu";
import { SortNav } from "@/ui/SortNav";
import styles from "./Help.module.css";
import { kinds } from "./kinds";
import type { OffersSearch } from "./search";
import { helpKindLabel } from "./words";

type Props = { to: "/needs" | "/offers"; search: OffersSearch };

/** The way between what is lacking and what is lent, and what either list is narrowed to, which follows along. */
export function HelpNav({ to, search }: Props) {
  const { t } = useLingui();
  return (
    <>
      <SortNav label={t`Behov och erbjudanden`}>
        {[
          <Link key="needs" to="/needs" search={search}>
            <Trans>Behov</Trans>
          </Link>,
          <Link key="offers" to="/offers" search={search}>
            <Trans>Erbjudanden</Trans>
          </Link>,
        ]}
      </SortNav>
      <Choices to={to} search={search} />
    </>
  );
}

function Choices({ to, search }: Props) {
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
  const option = (only: OffersSearch, label: string) => (
    <li key={label}>
      <Link to={to} search={only} resetScroll={false} activeOptions={{ exact: true, includeSearch: true }}>
        {label}
      </Link>
    </li>
  );
  return (
    <div className={styles.controls}>
      <Menu start label={shown.kind} name={t`Slag: ${shown.kind}`}>
        {option(anyKind, t`Alla slag`)}
        {kinds.map((one) => option({ ...search, kind: one }, helpKindLabel(one)))}
      </Menu>
      {topics.length > 0 && (
        <Menu start label={shown.topic} name={t`Ämne: ${shown.topic}`}>
          {option(anyTopic, t`Alla ämnen`)}
          {topics.map((one) => option({ ...search, topic: one.slug }, nameOf(one)))}
        </Menu>
      )}
      {districts.length > 0 && (
        <Menu start label={shown.district} name={t`Stadsdel: ${shown.district}`}>
          {option(anyDistrict, t`Hela kommunen`)}
          {districts.map((one) => option({ ...search, district: one.id }, one.name))}
        </Menu>
      )}
    </div>
  );
}
