import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { linkify, ownPath } from "./linkify";
import styles from "./Mailbox.module.css";

/** The text of a mail, its addresses as links. Those to this site are followed without loading it anew. */
export function MailText({ text }: { text: string }) {
  const router = useRouter();
  const follow = (event: MouseEvent, href: string) => {
    const path = ownPath(href);
    if (path === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(path);
  };
  return (
    <div className={styles.text}>
      {linkify(text).map(({ at, text: words, href }) =>
        href ? (
          <a key={at} href={href} rel="noreferrer" onClick={(event) => follow(event, href)}>
            {words}
          </a>
        ) : (
          <span key={at}>{words}</span>
        ),
      )}
    </div>
  );
}
