import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { SortNav } from "@/ui/SortNav";
import { useAdminPages } from "./use-admin-pages";

/** The pages for those who run the installation, as far as the reader may open them. */
export function AdminNav() {
  const { t } = useLingui();
  return (
    <SortNav label={t`Förvaltning`}>
      {[
        <Link key="/admin" to="/admin" activeOptions={{ exact: true }}>
          <Trans>Översikt</Trans>
        </Link>,
        ...useAdminPages().map(({ to, title }) => (
          <Link key={to} to={to}>
            {title}
          </Link>
        )),
      ]}
    </SortNav>
  );
}
