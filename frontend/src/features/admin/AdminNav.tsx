import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { SortNav } from "@/ui/SortNav";

/** The pages for those who run the installation. */
export function AdminNav() {
  const { t } = useLingui();
  return (
    <SortNav label={t`Förvaltning`}>
      {[
        <Link key="admin" to="/admin" activeOptions={{ exact: true }}>
          <Trans>Översikt</Trans>
        </Link>,
        <Link key="organisations" to="/admin/organisations" activeOptions={{ exact: true }}>
          <Trans>Organisationer</Trans>
        </Link>,
        <Link key="focus-areas" to="/admin/focus-areas">
          <Trans>Fokusområden</Trans>
        </Link>,
        <Link key="audit-log" to="/admin/audit-log" activeOptions={{ exact: true, includeSearch: false }}>
          <Trans>Granskningslogg</Trans>
        </Link>,
      ]}
    </SortNav>
  );
}
