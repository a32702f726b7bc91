import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { ANNOUNCER_ID } from "@/lib/announce";
import { focusHeading } from "@/lib/focus-heading";
import { SkipLink } from "@/ui/SkipLink";
import { Footer } from "./Footer";
import { Header } from "./Header";
import styles from "./Layout.module.css";

/** The frame around every page. */
export function Layout() {
  useHeadingFocus();
  return (
    <div className={styles.frame}>
      <SkipLink target="main" />
      <Header />
      <main id="main" tabIndex={-1} className={`${styles.column} ${styles.main}`}>
        <Outlet />
      </main>
      <Footer />
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
