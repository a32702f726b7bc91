import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { kindsLabel } from "@/ui/labels";
import { Menu } from "@/ui/Menu";
import { stageLabel } from "@/ui/StageTag";
import styles from "./Search.module.css";
import type { Looking } from "./search";
import { foundsLabel, withinLabel } from "./words";

type Counts = Schema["SearchCounts"];
type Filter = Exclude<keyof Looking, "q">;

/** What a search is narrowed by, each with how much it would find. */
export function Filters({ looking, counts }: { looking: Looking; counts: Counts }) {
  const { t, i18n } = useLingui();
  const english = i18n.locale.startsWith("en");
  const named = ({ name, nameEn, value }: Schema["SearchCount"]) =>
    (english && nameEn ? nameEn : name) ?? value;
  const menus: MenuProps[] = [
    { of: "kind", all: t`Allt`, counts: counts.kinds, label: ({ value }) => foundsLabel(value as never) },
    {
      of: "within",
      all: t`När som helst`,
      counts: counts.times,
      label: ({ value }) => withinLabel(value as never),
    },
    { of: "challengeId", all: t`Alla utmaningar`, counts: counts.challenges, label: named },
    {
      of: "stage",
      all: t`I alla lägen`,
      counts: counts.stages,
      label: ({ value }) => stageLabel(value as never),
    },
    { of: "topic", all: t`Om allt`, counts: counts.topics, label: named },
    { of: "districtId", all: t`Hela kommunen`, counts: counts.districts, label: named },
    {
      of: "participantKind",
      all: t`Av alla`,
      counts: counts.participantKinds,
      label: ({ value }) => kindsLabel(value as never),
    },
  ];
  return (
    <div className={styles.filters}>
      {menus.map((menu) => (
        <FilterMenu key={menu.of} {...menu} looking={looking} />
      ))}
    </div>
  );
}

type MenuProps = {
  of: Filter;
  /** What stands where nothing is chosen. */
  all: string;
  counts: Schema["SearchCount"][];
  label: (count: Schema["SearchCount"]) => string;
};

/** One filter: a menu of links, and none where there is nothing to choose. */
function FilterMenu({ of, all, counts, label, looking }: MenuProps & { looking: Looking }) {
  const { t } = useLingui();
  const { [of]: chosen, ...rest } = looking;
  if (counts.length === 0 && !chosen) return null;
  const current = counts.find(({ value }) => value === chosen);
  const shown = current ? label(current) : chosen ? t`Det du valt` : all;
  return (
    <Menu start label={shown} name={t`Visa: ${shown}`}>
      <Option to={rest} label={all} />
      {counts.map((count) => (
        <Option
          key={count.value}
          to={{ ...rest, [of]: count.value }}
          label={label(count)}
          count={count.count}
        />
      ))}
    </Menu>
  );
}

type OptionProps = { to: Looking; label: string; count?: number };

const Option = ({ to, label, count }: OptionProps) => (
  <li>
    <Link to="/search" search={to} resetScroll={false} activeOptions={{ exact: true }}>
      <bdi>{label}</bdi>
      {count !== undefined && <span className={styles.count}> {formatNumber(count)}</span>}
    </Link>
  </li>
);
