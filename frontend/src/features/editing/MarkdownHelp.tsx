import { Trans } from "@lingui/react/macro";
import styles from "./Editing.module.css";

/** How to write headings, lists and links, for whoever asks. */
export function MarkdownHelp() {
  return (
    <details className={styles.help}>
      <summary>
        <Trans>Så formaterar du texten</Trans>
      </summary>
      <dl>
        <dt>
          <Trans>Mellanrubrik</Trans>
        </dt>
        <dd>
          <code>## Rubrik</code>
        </dd>
        <dt>
          <Trans>Fet och kursiv</Trans>
        </dt>
        <dd>
          <code>**fet** _kursiv_</code>
        </dd>
        <dt>
          <Trans>Lista</Trans>
        </dt>
        <dd>
          <code>- punkt</code>
        </dd>
        <dt>
          <Trans>Länk</Trans>
        </dt>
        <dd>
          <code>[text](https://…)</code>
        </dd>
        <dt>
          <Trans>Nytt stycke</Trans>
        </dt>
        <dd>
          <Trans>en tom rad</Trans>
        </dd>
      </dl>
    </details>
  );
}
