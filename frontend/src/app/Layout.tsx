import { Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { ANNOUNCER_ID } from "@/lib/announce";
import { focusHeading } from "@/lib/focus-heading";
import { useSession } from "@/lib/use-session";
import { SkipLink } from "@/ui/SkipLink";
import { Footer } from "./Footer";
import { Header } from "./Header";
import styles from "./Layout.module.css";

const ClosingNotice = lazy(() =>
  import("@/features/privacy/ClosingNotice").then((part) => ({ default: part.ClosingNotice })),
);

const SuspendedNotice = lazy(() =>
  import("@/features/people/SuspendedNotice").then((part) => ({ default: part.SuspendedNotice })),
);

// Not part of the first view: whoever reads signed out never needs it.
const SessionWatch = lazy(async () => ({ default: (await import("./SessionWatch")).SessionWatch }));

/** The frame around every page. */
export function Layout() {
  useHeadingFocus();
  const { me } = useSession();
  return (
    <div className={styles.frame}>
      <SkipLink target="main" />
      <Header />
      <main id="main" tabIndex={-1} className={`${styles.column} ${styles.main}`}>
        {me?.closesAt && (
          <Suspense>
            <ClosingNotice closesAt={me.closesAt} />
          </Suspense>
        )}
        {me?.suspension && (
          <Suspense>
            <SuspendedNotice suspension={me.suspension} />
          </Suspense>
        )}
        <Outlet />
      </main>
      <Footer />
      {me && (
        <Suspense>
          <SessionWatch />
        </Suspense>
      )}
      <div id={ANNOUNCER_ID} className="visually-hidden" aria-live="polite" />
    </div>
  );
}

// On the first page the focus stays where the browser put it.
function useHeadingFocus() {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
        if (fromLocation && pathChanged) focusHeading();
      }),
    [router],
  );
}
