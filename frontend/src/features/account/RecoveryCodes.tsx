import { Trans, useLingui } from "@lingui/react/macro";
import { saveFile } from "@/lib/save-file";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import styles from "./Account.module.css";
import { TakesFocus } from "./TakesFocus";

type Props = { codes: string[]; onKept: () => void };

/** Codes that are shown this once. */
export function RecoveryCodes({ codes, onKept }: Props) {
  const { t } = useLingui();
  const text = `${codes.join("\n")}\n`;
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
      <span className={styles.acts}>
        <CopyButton
          text={text}
          done={t`Reservkoderna är kopierade.`}
          failed={t`Det gick inte att kopiera här. Spara koderna som fil i stället.`}
        >
          <Trans>Kopiera koderna</Trans>
        </CopyButton>
        <Button
          onClick={() => saveFile(new Blob([text], { type: "text/plain" }), t`medskapa-reservkoder.txt`)}
        >
          <Trans>Spara som fil</Trans>
        </Button>
        <Button variant="primary" onClick={onKept}>
          <Trans>Jag har sparat dem</Trans>
        </Button>
      </span>
    </TakesFocus>
  );
}
