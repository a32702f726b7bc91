import { Trans } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Mailbox.module.css";
import { messagesQuery } from "./queries";

/** Every mail, newest first; new ones come by themselves. */
export function MessageList({ chosen }: { chosen: string | undefined }) {
  const query = useInfiniteQuery(messagesQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={3} />;
  const messages = query.data.pages.flatMap((page) => page.messages);
  if (messages.length === 0) {
    return (
      <EmptyState>
        <Trans>Inga mejl än.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <ol className={styles.list}>
        {messages.map((message) => (
          <li key={message.id}>
            <MessageLink message={message} current={message.id === chosen} />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <LoadMore
          hasMore
          loading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          shown={messages.length}
        />
      )}
    </>
  );
}

function MessageLink({ message, current }: { message: Schema["MailboxMessage"]; current: boolean }) {
  return (
    <Link
      to="/mailbox"
      search={{ message: message.id }}
      resetScroll={false}
      className={styles.message}
      aria-current={current ? "true" : undefined}
    >
      <b>{message.subject}</b>
      <span>
        <Trans>
          Till <bdi>{message.to}</bdi>
        </Trans>
      </span>
      <span>
        <DateTime at={message.sentAt} as="relative" />
      </span>
    </Link>
  );
}
