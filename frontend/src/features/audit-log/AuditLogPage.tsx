import { useLingui } from "@lingui/react/macro";
import { useSearch } from "@tanstack/react-router";
import { AdminNav } from "@/features/admin/AdminNav";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { EntryList } from "./EntryList";
import { Export } from "./Export";
import { Filters } from "./Filters";

/** What was done to people's rights and ways of signing in, for administrators. */
export function AuditLogPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/admin/audit-log" });
  return (
    <>
      <PageHeader
        title={t`Granskningslogg`}
        lead={t`Vem som har gjort vad med roller, uppdrag, konton och inloggning. Ingen kan ändra i loggen.`}
      />
      <AdminNav />
      <Section title={t`Urval`}>
        <Filters search={search} />
      </Section>
      <Section title={t`Händelser`} note={t`Det senaste först. Välj ett namn för att bara se den personen.`}>
        <EntryList search={search} />
      </Section>
      <Section title={t`Spara som fil`}>
        <Export search={search} />
      </Section>
    </>
  );
}
