import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { LinkButton } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { kindLabel } from "@/ui/labels";
import { Menu } from "@/ui/Menu";
import { PageHeader } from "@/ui/PageHeader";
import { SearchField } from "@/ui/SearchField";
import { SortNav } from "@/ui/SortNav";
import styles from "./Organisation.module.css";
import { OrganisationList } from "./OrganisationList";
import { type OrganisationsSearch, organisationKinds } from "./search";

const exact = { exact: true };

/** The organisations that take part, to look through. */
export function OrganisationsPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/organisations" });
  const navigate = useNavigate();
  const find = (q: string) => {
    const { q: _, ...rest } = search;
    void navigate({ to: ".", search: q.length > 1 ? { ...rest, q } : rest, resetScroll: false });
  };
  const found = (
    <LinkButton to="/organisations/new">
      <Trans>Starta en organisation</Trans>
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title={t`Organisationer`}
        lead={t`Föreningar, företag och offentliga aktörer som deltar i eget namn, genom människor de har gett uppdrag.`}
        actions={found}
      />
      <div className={styles.controls}>
        <SearchField label={t`Sök organisationer`} value={search.q ?? ""} onSearch={find} />
        <Choices search={search} />
      </div>
      <OrganisationList
        search={search}
        empty={
          <EmptyState action={found}>
            <Trans>Ingen organisation här passar in på det.</Trans>
          </EmptyState>
        }
      />
    </>
  );
}

function Choices({ search }: { search: OrganisationsSearch }) {
  const { t } = useLingui();
  const { kind, ...ofAllKinds } = search;
  const { verified: _, ...checkedOrNot } = search;
  const shown = kind ? kindLabel(kind) : t`Alla slag`;
  const option = (to: OrganisationsSearch, label: string) => (
    <li key={label}>
      <Link to="/organisations" search={to} resetScroll={false} activeOptions={exact}>
        {label}
      </Link>
    </li>
  );
  const sort = (to: OrganisationsSearch, label: string) => (
    <Link
      key={label}
      to="/organisations"
      search={to}
      resetScroll={false}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      {label}
    </Link>
  );
  return (
    <div className={styles.choices}>
      <SortNav label={t`Verifiering`}>
        {[sort(checkedOrNot, t`Alla`), sort({ ...search, verified: true }, t`Verifierade`)]}
      </SortNav>
      <Menu start label={shown} name={t`Visa: ${shown}`}>
        {option(ofAllKinds, t`Alla slag`)}
        {organisationKinds.map((one) => option({ ...search, kind: one }, kindLabel(one)))}
      </Menu>
    </div>
  );
}
