import type { ReactNode } from "react";
import styles from "./Prose.module.css";

type Props =
  /** HTML that the server rendered and cleaned from Markdown: the API's fields named …Html, and nothing else. */
  { html: string; lang?: string; children?: never } | { html?: never; lang?: string; children: ReactNode };

/** Running text. */
export function Prose({ html, lang, children }: Props) {
  if (html === undefined) {
    return (
      <div className={styles.prose} lang={lang}>
        {children}
      </div>
    );
  }
  return (
    <div
      className={styles.prose}
      lang={lang}
      dir="auto"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the API promises safe HTML in these fields, and no other source reaches here.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
