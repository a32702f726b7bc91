import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { cx } from "@/ui/cx";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Mailbox.module.css";
import { MessageList } from "./MessageList";
import { MessageView } from "./MessageView";
import { messagesQuery } from "./queries";

/** In a demo: the mail that would have been sent, for anybody to read. */
export function MailboxPage() {
  const { t } = useLingui();
  const { message } = useSearch({ from: "/mailbox" });
  const some = useInfiniteQuery(messagesQuery).data?.pages[0]?.messages.length;
  return (
    <>
      <PageHeader
        title={t`Brevlåda`}
        lead={t`Det här är en provmiljö. Mejlen som skulle ha skickats hamnar här, och alla kan läsa dem.`}
      />
      <div className={cx(styles.mailbox, message && styles.reading)}>
        <nav aria-label={t`Mejl`} className={styles.index}>
          <MessageList chosen={message} />
        </nav>
        <div className={styles.sheet}>
          {message && <MessageView key={message} messageId={message} />}
          {!message && Boolean(some) && (
            <p className={styles.soft}>
              <Trans>Välj ett mejl för att läsa det.</Trans>
            </p>
          )}
        </div>
      </div>
    </>
  );
}
