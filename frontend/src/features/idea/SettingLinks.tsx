import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { districtsQuery } from "@/features/district/queries";
import { FollowButton } from "@/features/notification/FollowButton";
import { topicsQuery } from "@/features/topic/queries";
import { useTopicName } from "@/features/topic/topic-name";
import { Menu } from "@/ui/Menu";
import type { IdeasSearch } from "./search";

const exact = { exact: true };

/** What the ideas are about: a menu of links; nothing where there are no topics. */
export function TopicLinks({ search }: { search: IdeasSearch }) {
  const { t } = useLingui();
  const { data: topics = [] } = useQuery(topicsQuery("active"));
  const nameOf = useTopicName();
  if (topics.length === 0 && !search.topic) return null;
  const { topic: slug, ...all } = search;
  const chosen = topics.find((topic) => topic.slug === slug);
  const shown = chosen ? nameOf(chosen) : (slug ?? t`Om allt`);
  return (
    <>
      <Menu start label={shown} name={t`Ämne: ${shown}`}>
        <Option to={all} label={t`Om allt`} />
        {topics.map((topic) => (
          <Option key={topic.id} to={{ ...all, topic: topic.slug }} label={nameOf(topic)} />
        ))}
      </Menu>
      {chosen && <FollowButton targetId={chosen.id} name={shown} />}
    </>
  );
}

/** Where the ideas are: a menu of links; nothing where there are no districts. */
export function DistrictLinks({ search }: { search: IdeasSearch }) {
  const { t } = useLingui();
  const { data: districts = [] } = useQuery(districtsQuery);
  if (districts.length === 0 && !search.district) return null;
  const { district: id, ...all } = search;
  const chosen = districts.find((district) => district.id === id);
  const shown = chosen?.name ?? (id ? t`En stadsdel` : t`Hela kommunen`);
  return (
    <>
      <Menu start label={shown} name={t`Stadsdel: ${shown}`}>
        <Option to={all} label={t`Hela kommunen`} />
        {districts.map((district) => (
          <Option key={district.id} to={{ ...all, district: district.id }} label={district.name} />
        ))}
      </Menu>
      {chosen && <FollowButton targetId={chosen.id} name={shown} />}
    </>
  );
}

const Option = ({ to, label }: { to: IdeasSearch; label: string }) => (
  <li>
    <Link to="." search={to} resetScroll={false} activeOptions={exact}>
      {label}
    </Link>
  </li>
);
