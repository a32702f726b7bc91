import { Trans } from "@lingui/react/macro";
import styles from "./Share.module.css";
import { addressOf, qrCodeOf, type Shared } from "./shared";

/** On paper: where the page is, to be read and to be pointed a camera at. */
export function PrintAddress({ shared }: { shared: Shared }) {
  return (
    <footer className={styles.paper}>
      <img src={qrCodeOf(shared)} alt="" width={112} height={112} loading="lazy" />
      <p>
        <Trans>Läs mer och var med:</Trans>
        <br />
        {addressOf(shared)}
      </p>
    </footer>
  );
}
