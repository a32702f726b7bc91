import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { Notice } from "@/ui/Notice";
import { Moment } from "./Moment";
import styles from "./People.module.css";

/** As long as a reason may be, in characters, to stand on every page unfolded. */
const SHORT = 300;

/** On every page of somebody suspended: why, until when, and how to have it looked at again. */
export function SuspendedNotice({ suspension }: { suspension: Schema["OwnSuspension"] }) {
  const { t } = useLingui();
  const { reason, endsAt, decisionId } = suspension;
  return (
    <section aria-label={t`Din avstängning`} className={styles.notice}>
      <Notice
        tone="warning"
        title={
          endsAt ? (
            <Trans>
              Du kan inte skriva förrän <Moment at={endsAt} />
            </Trans>
          ) : (
            <Trans>Du kan inte skriva tills vidare</Trans>
          )
        }
      >
        <details open={reason.length <= SHORT}>
          <summary>
            <Trans>Skälet</Trans>
          </summary>
          <p className={styles.reason} dir="auto">
            {reason}
          </p>
        </details>
        <p>
          <Trans>Du kan logga in och läsa som vanligt.</Trans>{" "}
          {decisionId ? (
            <Trans>
              Tycker du att avstängningen är fel?{" "}
              <Link to="/moderation-decisions/$decisionId" params={{ decisionId }}>
                Läs beslutet och överklaga
              </Link>
            </Trans>
          ) : (
            <Trans>
              Tycker du att avstängningen är fel? Svara på mejlet som vi skickade när den började, så ser
              någon annan på saken.
            </Trans>
          )}
        </p>
      </Notice>
    </section>
  );
}
