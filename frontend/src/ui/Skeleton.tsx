import { Trans } from "@lingui/react/macro";
import styles from "./Notice.module.css";

/** The shape of rows to come. Shows itself only when the wait is noticeable. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  return (
    <div role="status">
      <p className="visually-hidden">
        <Trans>Hämtar…</Trans>
      </p>
      <div className={styles.skeleton} aria-hidden="true">
        {Array.from({ length: rows * 3 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical, never reordered.
          <span key={index} />
        ))}
      </div>
    </div>
  );
}
