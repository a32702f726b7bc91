import { Trans } from "@lingui/react/macro";
import { Link, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useSession } from "@/lib/use-session";
import styles from "./Header.module.css";

const OwnMenu = lazy(() => import("./OwnMenu").then(({ OwnMenu }) => ({ default: OwnMenu })));

/** The way in, or what is one's own. Keeps its place while a session is being confirmed. */
export function AccountMenu() {
  const { status, me } = useSession();
  const here = useRouterState({ select: (state) => state.location.href });
  const place = <span className={styles.signIn} />;
  if (me)
    return (
      <Suspense fallback={place}>
        <OwnMenu me={me} />
      </Suspense>
    );
  if (status === "restoring") return place;
  return (
    <Link to="/login" search={{ next: here }} className={styles.signIn}>
      <Trans>Logga in</Trans>
    </Link>
  );
}
