import { Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import styles from "./Link.module.css";

/** What the pages say of themselves that a text links to. Nothing is fetched from them by the reader's browser. */
export function LinkPreviews({ links }: { links: Schema["LinkPreview"][] }) {
  return (
    <section className={styles.links}>
      <h2>
        <Trans>Sidor som texten länkar till</Trans>
      </h2>
      <ul>
        {links.map(({ url, title, description }) => (
          <li key={url} dir="auto">
            <a href={url} rel="nofollow noreferrer">
              {title}
            </a>
            <span className={styles.host} dir="ltr">
              {hostOf(url)}
            </span>
            {description && <p>{description}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

// What Go takes for an address is not always one to a browser.
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);
