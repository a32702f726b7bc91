import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "@/lib/use-session";
import { ErrorState } from "@/ui/ErrorState";
import { Notice } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Devices } from "./Devices";
import { EmailForm } from "./EmailForm";
import { PasswordForm } from "./PasswordForm";
import { ProfileNav } from "./ProfileNav";
import { methodsQuery } from "./queries";
import { WaysIn } from "./WaysIn";

/** How one signs in, and where one is signed in. */
export function SecurityPage() {
  const { t } = useLingui();
  const { me } = useSession();
  const methods = useQuery(methodsQuery);
  if (methods.error) return <ErrorState error={methods.error} onRetry={() => void methods.refetch()} />;
  if (!me || !methods.data) return <Skeleton rows={4} />;
  return (
    <>
      <PageHeader title={t`Inloggning och säkerhet`} lead={t`Hur du loggar in, och var du är inloggad.`} />
      <ProfileNav />
      {me.secondFactorRequired && (
        <Notice tone="warning">
          <Trans>
            Din roll kräver mer än ett lösenord. Lägg till en passnyckel eller slå på tvåstegsinloggning, så
            kommer du åt resten.
          </Trans>
        </Notice>
      )}
      <WaysIn methods={methods.data} />
      <Section title={t`Lösenord`} note={t`När du byter loggas du ut på alla andra ställen.`}>
        <PasswordForm email={me.email} has={methods.data.password} />
      </Section>
      <Section title={t`E-postadress`} note={t`Hit mejlar vi, och med den loggar du in. Bara du ser den.`}>
        <EmailForm email={me.email} />
      </Section>
      <Section title={t`Där du är inloggad`} note={t`Vi sparar inte varifrån du loggar in.`}>
        <Devices />
      </Section>
    </>
  );
}
