import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { useUnread } from "@/lib/unread";
import { Menu } from "@/ui/Menu";
import styles from "./Notification.module.css";

const BellPanel = lazy(() => import("./BellPanel").then(({ BellPanel }) => ({ default: BellPanel })));

/** How much is new, and a list of it that is fetched when it is opened. */
export function Bell() {
  const { t } = useLingui();
  const unread = useUnread();
  const shown = unread > 99 ? "99+" : String(unread);
  return (
    <Menu
      label={
        <>
          <Trans>Nytt</Trans>
          {unread > 0 && <span className={styles.count}>{shown}</span>}
        </>
      }
      name={unread > 0 ? t`Nytt för dig, ${shown} olästa` : t`Nytt för dig`}
    >
      <Suspense fallback={null}>
        <BellPanel />
      </Suspense>
    </Menu>
  );
}
