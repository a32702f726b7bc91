import { useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { AdminNav } from "@/features/admin/AdminNav";
import { useSession } from "@/lib/use-session";
import { PageHeader } from "@/ui/PageHeader";
import { SearchField } from "@/ui/SearchField";
import styles from "./People.module.css";
import { PeopleFilters } from "./PeopleFilters";
import { PeopleList } from "./PeopleList";
import { withName } from "./search";

/** Every account, to find somebody in. Only administrators see, and search by, addresses. */
export function PeoplePage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/admin/people" });
  const navigate = useNavigate();
  const administers = useSession().me?.duties.includes("administer");
  const find = (name: string) =>
    void navigate({ to: ".", search: withName(search, name), resetScroll: false });
  return (
    <>
      <PageHeader title={t`Människor`} lead={t`Alla som har ett konto här. De senast tillkomna först.`} />
      <AdminNav />
      <div className={styles.controls}>
        <SearchField
          label={administers ? t`Sök namn eller e-postadress` : t`Sök namn`}
          value={search.name ?? ""}
          onSearch={find}
        />
        <PeopleFilters search={search} />
      </div>
      <PeopleList search={search} />
    </>
  );
}
