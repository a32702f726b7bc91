import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ProfileNav } from "@/features/account/ProfileNav";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { CloseAccount } from "./CloseAccount";
import { Exports } from "./Exports";

/** What is known of oneself: to have it all, and to leave. */
export function PrivacyPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader
        title={t`Dina uppgifter`}
        lead={t`Hämta allt vi vet om dig, eller stäng ditt konto.`}
        meta={
          <Link to="/about" hash="privacy">
            <Trans>Vad vi sparar och hur länge</Trans>
          </Link>
        }
      />
      <ProfileNav />
      <Section title={t`Hämta dina uppgifter`} note={t`Filen finns kvar i sju dagar, bara för dig.`}>
        <Exports />
      </Section>
      <Section title={t`Stäng kontot`} note={t`Du har två veckor på dig att ångra dig.`}>
        <CloseAccount />
      </Section>
    </>
  );
}
