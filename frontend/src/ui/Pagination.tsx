import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import styles from "./Browse.module.css";

type Props = {
  page: number;
  /** How many pages there are, where that is known. */
  pages?: number | undefined;
  /** Links, so that each page has an address; undefined at an end. */
  previous?: ReactNode;
  next?: ReactNode;
};

/** To the page before and after, as links. */
export function Pagination({ page, pages, previous, next }: Props) {
  const { t } = useLingui();
  return (
    <nav className={styles.pages} aria-label={t`Sidor`}>
      <span>{previous}</span>
      <span className={styles.status}>
        {pages ? (
          <Trans>
            Sida {page} av {pages}
          </Trans>
        ) : (
          <Trans>Sida {page}</Trans>
        )}
      </span>
      <span>{next}</span>
    </nav>
  );
}
