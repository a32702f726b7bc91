import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ProfileNav } from "@/features/account/ProfileNav";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { PageHeader } from "@/ui/PageHeader";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import { SortNav } from "@/ui/SortNav";
import { ContactRow } from "./ContactRow";
import styles from "./Help.module.css";
import { blocksQuery, contactsQuery, useBlock } from "./queries";

/** Questions about help, asked of the reader and by them. */
export function ContactsPage() {
  const { t } = useLingui();
  const { sent = false } = useSearch({ from: "/profile/contacts" });
  const active = { exact: true, includeSearch: true };
  return (
    <>
      <PageHeader
        title={t`Kontakter`}
        lead={t`Frågor om hjälp till och från dig. Ni ser varandras e-postadresser så länge båda vill det.`}
      />
      <ProfileNav />
      <SortNav label={t`Visa frågor`}>
        {[
          <Link key="in" to="/profile/contacts" search={{}} activeOptions={active}>
            <Trans>Till dig</Trans>
          </Link>,
          <Link key="out" to="/profile/contacts" search={{ sent: true }} activeOptions={active}>
            <Trans>Från dig</Trans>
          </Link>,
        ]}
      </SortNav>
      <Contacts incoming={!sent} />
      <Blocks />
    </>
  );
}

function Contacts({ incoming }: { incoming: boolean }) {
  const query = useInfiniteQuery(contactsQuery(incoming));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton rows={3} />;
  const contacts = query.data.pages.flatMap((page) => page.contacts);
  if (contacts.length === 0)
    return (
      <EmptyState action={<Link to="/offers">{<Trans>Se erbjudanden</Trans>}</Link>}>
        {incoming ? (
          <Trans>Ingen har frågat dig om hjälp än.</Trans>
        ) : (
          <Trans>Du har inte frågat någon än.</Trans>
        )}
      </EmptyState>
    );
  return (
    <>
      <ol className={styles.rows}>
        {contacts.map((contact) => (
          <ContactRow key={contact.id} contact={contact} incoming={incoming} />
        ))}
      </ol>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={contacts.length}
        />
      )}
    </>
  );
}

/** Whom the reader does not want to be asked by; nothing where that is nobody. */
function Blocks() {
  const { t } = useLingui();
  const { data: blocked = [] } = useQuery(blocksQuery);
  if (blocked.length === 0) return null;
  return (
    <Section title={t`Blockerade`}>
      <ul className={styles.rows}>
        {blocked.map((participant) => (
          <Blocked key={participant.id} participant={participant} />
        ))}
      </ul>
    </Section>
  );
}

function Blocked({ participant }: { participant: Schema["ParticipantRef"] }) {
  const change = useBlock(participant.id);
  return (
    <li className={styles.head}>
      <bdi>{participant.displayName}</bdi>
      <Button variant="plain" busy={change.isPending} onClick={() => change.mutate(false)}>
        <Trans>Sluta blockera</Trans>
      </Button>
    </li>
  );
}
