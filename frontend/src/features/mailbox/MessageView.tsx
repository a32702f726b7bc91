import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { usePageTitle } from "@/lib/page-title";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Mailbox.module.css";
import { MailText } from "./MailText";
import { messageQuery } from "./queries";

/** One mail. Its subject takes the focus, since choosing it did not change the page. */
export function MessageView({ messageId }: { messageId: string }) {
  const { t } = useLingui();
  const query = useQuery(messageQuery(messageId));
  const subject = useRef<HTMLHeadingElement>(null);
  const message = query.data;
  usePageTitle(message && t`${message.subject}, brevlåda`);
  useEffect(() => {
    if (message) subject.current?.focus();
  }, [message]);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!message) return <Skeleton rows={3} />;
  return (
    <article className={styles.mail}>
      <p className={styles.back}>
        <Link to="/mailbox" search={{}} resetScroll={false}>
          <Trans>Alla mejl</Trans>
        </Link>
      </p>
      <h2 ref={subject} tabIndex={-1}>
        {message.subject}
      </h2>
      <p className={styles.soft}>
        <Trans>
          Till <bdi>{message.to}</bdi>
        </Trans>
        {", "}
        <DateTime at={message.sentAt} as="date-time" />
      </p>
      <MailText text={message.text} />
    </article>
  );
}
