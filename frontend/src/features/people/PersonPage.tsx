import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { EntryList } from "@/features/audit-log/EntryList";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { AccountState } from "./AccountState";
import { LedBy } from "./LedBy";
import { PersonFacts } from "./PersonFacts";
import { PersonStateTag } from "./PersonStateTag";
import { personQuery } from "./queries";
import { RoleSection } from "./RoleSection";
import { Suspensions } from "./Suspensions";

/** One account: whose it is, what its owner may do, and the acts that change that. */
export function PersonPage() {
  const { accountId } = useParams({ from: "/admin/people/$accountId" });
  const query = useQuery(personQuery(accountId));
  if (query.isError) return <Missing error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={4} />;
  return <Shown person={query.data} />;
}

function Shown({ person }: { person: Schema["Person"] }) {
  const { t } = useLingui();
  const { me } = useSession();
  const administers = me?.duties.includes("administer");
  return (
    <>
      <PageHeader title={person.displayName} above={<Way />} meta={<PersonStateTag state={person.state} />} />
      <PersonFacts person={person} />
      <RoleSection person={person} />
      {administers && <LedBy personId={person.id} />}
      <Suspensions person={person} />
      {administers && me?.id !== person.id && <AccountState person={person} />}
      {administers && (
        <Section title={t`Händelser`} note={t`Vad som har gjorts med kontot, enligt granskningsloggen.`}>
          <EntryList search={{ subjectId: person.id }} />
        </Section>
      )}
    </>
  );
}

const Way = () => (
  <Breadcrumbs>
    <Link to="/admin">
      <Trans>Förvaltning</Trans>
    </Link>
    <Link to="/admin/people">
      <Trans>Människor</Trans>
    </Link>
  </Breadcrumbs>
);

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Kontot kunde inte visas`} above={<Way />} />
      <ErrorState error={error} onRetry={onRetry} />
    </>
  );
}
