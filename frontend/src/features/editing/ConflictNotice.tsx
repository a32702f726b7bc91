import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import styles from "./Editing.module.css";

type Props = {
  /** Reads the present wording into the form; what was written there is given up. */
  onReload: () => void;
  /** Saves what is in the form over what somebody else saved. */
  onOverwrite: () => void;
  busy: boolean;
};

/**
 * When somebody else saved first: nothing is lost, and the writer decides which
 * wording stands. Takes the focus, since it stands above what was just pressed.
 */
export function ConflictNotice({ onReload, onOverwrite, busy }: Props) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields.
    <div ref={box} tabIndex={-1} role="group" aria-label={t`Någon hann spara före dig`}>
      <Notice tone="warning" title={<Trans>Någon hann spara före dig</Trans>}>
        <p>
          <Trans>
            Det du har skrivit står kvar här. Du kan läsa in den nya versionen och göra om din ändring, eller
            spara din version över den.
          </Trans>
        </p>
        <div className={styles.buttons}>
          <Button onClick={onReload} busy={busy}>
            <Trans>Läs in den nya versionen</Trans>
          </Button>
          <Button onClick={onOverwrite} busy={busy}>
            <Trans>Spara min version</Trans>
          </Button>
        </div>
      </Notice>
    </div>
  );
}
