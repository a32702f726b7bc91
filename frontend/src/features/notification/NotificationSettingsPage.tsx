import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { ProfileNav } from "@/features/account/ProfileNav";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { Followed } from "./Followed";
import { settingsQuery } from "./queries";
import { SettingsForm } from "./SettingsForm";

/** How one wants to be told, and what one follows. */
export function NotificationSettingsPage() {
  const { t } = useLingui();
  const query = useQuery(settingsQuery);
  return (
    <>
      <PageHeader title={t`Aviseringar`} lead={t`Välj vad du får veta, och hur ofta vi mejlar.`} />
      <ProfileNav />
      <Section
        title={t`Mejl`}
        note={t`Dagliga mejl kommer klockan 7, veckobrev på måndagar. Det du väljer sparas direkt.`}
      >
        {query.isPending && <Skeleton rows={4} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && <SettingsForm settings={query.data.value} />}
      </Section>
      <Section title={t`Det du följer`}>
        <Followed />
      </Section>
    </>
  );
}
