import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { formatNumber, formatShare } from "@/lib/format";
import { cx } from "./cx";
import { choiceLabel } from "./labels";
import styles from "./Vote.module.css";

const opinions = ["agree", "disagree", "pass"] as const;

/**
 * How opinions lie: solid, hatched and open parts of one line, with the figures
 * in words below. The line is for the eye; the words are the same to everyone.
 */
export function OpinionBar({ tally, compact = false }: { tally: Schema["Tally"]; compact?: boolean }) {
  const total = tally.agree + tally.disagree + tally.pass;
  return (
    <div className={cx(styles.bar, compact && styles.compact)}>
      <div className={cx(styles.segments, total === 0 && styles.empty)} aria-hidden="true">
        {opinions.map(
          (o) => tally[o] > 0 && <span key={o} className={styles[o]} style={{ flexGrow: tally[o] }} />,
        )}
      </div>
      {total === 0 ? (
        <p>
          <Trans>Ingen har tyckt till än.</Trans>
        </p>
      ) : (
        <ul className={styles.key}>
          {opinions.map((o) => (
            <li key={o}>
              <i className={styles[o]} aria-hidden="true" />
              <span>
                {choiceLabel(o)} <b>{formatShare(tally[o] / total)}</b>{" "}
                {!compact && <span>({formatNumber(tally[o])})</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
