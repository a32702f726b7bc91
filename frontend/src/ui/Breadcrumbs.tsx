import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import styles from "./Browse.module.css";

/** The way here, as links from the top down; the page itself is left to its title. */
export function Breadcrumbs({ children }: { children: ReactNode[] | ReactNode }) {
  const { t } = useLingui();
  const links = Array.isArray(children) ? children : [children];
  return (
    <nav className={styles.crumbs} aria-label={t`Du är här`}>
      <ol>
        {links.filter(Boolean).map((link, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a path has a fixed order.
          <li key={index}>{link}</li>
        ))}
      </ol>
    </nav>
  );
}
