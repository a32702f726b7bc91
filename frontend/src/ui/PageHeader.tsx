import type { ReactNode } from "react";
import { usePageTitle } from "@/lib/page-title";
import styles from "./PageHeader.module.css";

type Props = {
  /** The page's one h1, and its title in the browser. */
  title: string;
  /** Another title for the browser, where the h1 alone says too little. */
  documentTitle?: string;
  /** Above the title: breadcrumbs, a state. */
  above?: ReactNode;
  /** One or two sentences. */
  lead?: ReactNode;
  /** Facts in a row: state, dates, names. */
  meta?: ReactNode;
  actions?: ReactNode;
};

/** The head of a page. Takes the focus after navigation, so that the title is heard. */
export function PageHeader({ title, documentTitle, above, lead, meta, actions }: Props) {
  usePageTitle(documentTitle ?? title);
  return (
    <header className={styles.header}>
      {above}
      <h1 tabIndex={-1}>
        <bdi>{title}</bdi>
      </h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      {meta && <div className={styles.meta}>{meta}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
