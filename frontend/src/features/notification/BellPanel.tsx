import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useUnread } from "@/lib/unread";
import { NotificationLink } from "./NotificationLink";
import { unreadQuery, useRead } from "./queries";

/** The latest that are unread, and the way to all. */
export function BellPanel() {
  const query = useQuery(unreadQuery(useUnread()));
  const mark = useRead();
  const items = query.data?.notifications;
  return (
    <>
      {items?.map((one) => (
        <li key={one.id}>
          <NotificationLink
            notification={one}
            onFollow={() => mark.mutate({ notificationId: one.id, isRead: true })}
          />
        </li>
      ))}
      <li>
        <Link to="/notifications">
          {items?.length === 0 ? <Trans>Inget oläst. Visa allt</Trans> : <Trans>Visa allt</Trans>}
        </Link>
      </li>
    </>
  );
}
