import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { roleLabel } from "@/ui/labels";
import { Menu } from "@/ui/Menu";
import { SortNav } from "@/ui/SortNav";
import styles from "./People.module.css";
import { type PeopleSearch, roles, states } from "./search";
import { statesLabel } from "./words";

const exact = { exact: true, includeSearch: true };

/** Whom to show: by what they may do at all, and by role. Each choice is an address. */
export function PeopleFilters({ search }: { search: PeopleSearch }) {
  const { t } = useLingui();
  const { role, ...anyRole } = search;
  const { state: _, ...anyState } = search;
  const shown = role ? roleLabel(role) : t`Alla roller`;
  const link = (to: PeopleSearch, label: string) => (
    <Link key={label} to="/admin/people" search={to} resetScroll={false} activeOptions={exact}>
      {label}
    </Link>
  );
  return (
    <div className={styles.choices}>
      <SortNav label={t`Visa`}>
        {[link(anyState, t`Alla`), ...states.map((state) => link({ ...search, state }, statesLabel(state)))]}
      </SortNav>
      <Menu start label={shown} name={t`Roll: ${shown}`}>
        <li>{link(anyRole, t`Alla roller`)}</li>
        {roles.map((one) => (
          <li key={one}>{link({ ...search, role: one }, roleLabel(one))}</li>
        ))}
      </Menu>
    </div>
  );
}
