import { Trans } from "@lingui/react/macro";
import styles from "./Organisation.module.css";

/** What becomes of an organisation without its last owner, for whoever asks. */
export const LastOwner = () => (
  <details className={styles.more}>
    <summary>
      <Trans>Om den sista ägaren slutar</Trans>
    </summary>
    <p>
      <Trans>
        Den sista ägaren gör någon annan till ägare innan hen lämnar. Stängs ägarens konto tar den företrädare
        som varit med längst över. Finns ingen sådan blir organisationen vilande tills en administratör utser
        en ny ägare.
      </Trans>
    </p>
  </details>
);
