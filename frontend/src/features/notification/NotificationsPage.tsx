import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { useUnread } from "@/lib/unread";
import { Button, LinkButton } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import styles from "./Notification.module.css";
import { NotificationLink } from "./NotificationLink";
import { notificationsQuery, useRead, useReadAll } from "./queries";

/** All that one is told, the latest first; what comes meanwhile is shown at once. */
export function NotificationsPage() {
  const { t } = useLingui();
  const query = useInfiniteQuery(notificationsQuery);
  useAnewWhenTold(query.refetch);
  const items = query.data?.pages.flatMap((page) => page.notifications);
  return (
    <>
      <PageHeader
        title={t`Nytt för dig`}
        lead={t`Det som har hänt med det du följer och har skrivit.`}
        meta={
          <Link to="/profile/notifications">
            <Trans>Välj vad du får veta, och hur</Trans>
          </Link>
        }
        actions={items?.some((one) => !one.read) && <ReadAll items={items} />}
      />
      {query.isPending && <Skeleton rows={4} />}
      {query.isError && !items && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {items?.length === 0 && <Nothing />}
      {items && items.length > 0 && (
        <>
          <ul className={styles.list}>
            {items.map((one) => (
              <Row key={one.id} notification={one} />
            ))}
          </ul>
          <LoadMore
            hasMore={query.hasNextPage}
            loading={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
            shown={items.length}
          />
        </>
      )}
    </>
  );
}

/** Reads the list anew whenever the number of unread ones changes. */
function useAnewWhenTold(refetch: () => unknown) {
  const unread = useUnread();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number is what tells that something is new.
  useEffect(() => void refetch(), [unread]);
}

function Row({ notification }: { notification: Schema["Notification"] }) {
  const { t } = useLingui();
  const mark = useRead();
  const toast = useToast();
  const isRead = notification.read;
  const set = (next: boolean) =>
    mark.mutate(
      { notificationId: notification.id, isRead: next },
      { onError: (error) => toast({ text: errorText(error) }) },
    );
  return (
    <li className={styles.row} data-unread={!isRead}>
      <div className={styles.what}>
        <NotificationLink notification={notification} onFollow={() => !isRead && set(true)} />
        <span className={styles.when}>
          {!isRead && <Trans>Oläst</Trans>} <DateTime at={notification.happenedAt} as="relative" />
        </span>
      </div>
      <Button variant="plain" busy={mark.isPending} onClick={() => set(!isRead)}>
        {isRead ? t`Markera som oläst` : t`Markera som läst`}
      </Button>
    </li>
  );
}

function ReadAll({ items }: { items: Schema["Notification"][] }) {
  const readAll = useReadAll();
  const toast = useToast();
  const until = items[0]?.happenedAt;
  return (
    <Button
      busy={readAll.isPending}
      onClick={() =>
        until && readAll.mutate(until, { onError: (error) => toast({ text: errorText(error) }) })
      }
    >
      <Trans>Markera alla som lästa</Trans>
    </Button>
  );
}

const Nothing = () => (
  <EmptyState
    action={
      <LinkButton to="/challenges" variant="primary">
        <Trans>Hitta något att följa</Trans>
      </LinkButton>
    }
  >
    <Trans>Här är det tomt än. Följ en utmaning eller en idé, så får du veta när något händer.</Trans>
  </EmptyState>
);
