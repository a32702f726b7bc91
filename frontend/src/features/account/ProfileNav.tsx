import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { SortNav } from "@/ui/SortNav";

/** The pages of one's own account. */
export function ProfileNav() {
  const { t } = useLingui();
  return (
    <SortNav label={t`Ditt konto`}>
      {[
        <Link key="profile" to="/profile" activeOptions={{ exact: true }}>
          <Trans>Om dig</Trans>
        </Link>,
        <Link key="security" to="/profile/security">
          <Trans>Inloggning</Trans>
        </Link>,
        <Link key="privacy" to="/profile/privacy">
          <Trans>Dina uppgifter</Trans>
        </Link>,
        <Link key="notifications" to="/profile/notifications">
          <Trans>Aviseringar</Trans>
        </Link>,
        <Link key="offers" to="/profile/offers" activeOptions={{ exact: true, includeSearch: false }}>
          <Trans>Erbjudanden</Trans>
        </Link>,
        <Link key="contacts" to="/profile/contacts" activeOptions={{ exact: true, includeSearch: false }}>
          <Trans>Kontakter</Trans>
        </Link>,
        <Link key="organisations" to="/profile/organisations" activeOptions={{ exact: true }}>
          <Trans>Organisationer</Trans>
        </Link>,
        <Link key="moderation" to="/profile/moderation">
          <Trans>Beslut om dig</Trans>
        </Link>,
      ]}
    </SortNav>
  );
}
