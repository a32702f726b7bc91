import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import styles from "./Notification.module.css";

type Props = { saved: boolean; children: ReactNode };

/** A choice, and beside it whether it is what was saved latest: a place of its own, so that nothing moves. */
export function SavedRow({ saved, children }: Props) {
  return (
    <div className={styles.setting}>
      {children}
      {saved && (
        <span className={styles.saved} data-testid="saved">
          <Trans>Sparat</Trans>
        </span>
      )}
    </div>
  );
}
