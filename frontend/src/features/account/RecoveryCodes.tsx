import { Trans } from "@lingui/react/macro";
import { Button } from "@/ui/Button";
import styles from "./Account.module.css";
import { TakesFocus } from "./TakesFocus";

type Props = { codes: string[]; onKept: () => void };

/** Codes that are shown this once. */
export function RecoveryCodes({ codes, onKept }: Props) {
  return (
    <TakesFocus className={styles.form}>
      <p>
        <Trans>
          Spara reservkoderna på ett säkert ställe. Var och en fungerar en gång, om du inte har appen till
          hands. De visas bara nu.
        </Trans>
      </p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button variant="primary" onClick={onKept}>
        <Trans>Jag har sparat dem</Trans>
      </Button>
    </TakesFocus>
  );
}
