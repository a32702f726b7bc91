import { Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { useToast } from "@/ui/Toast";
import styles from "./Notification.module.css";
import { type Settings, useChangeSettings } from "./queries";
import { cadenceLabel, cadences, withMail } from "./words";

/** Chooses the same for every kind; what was chosen before can be had back. */
export function AllKinds({ settings: { choices } }: { settings: Settings }) {
  const { t } = useLingui();
  const toast = useToast();
  const change = useChangeSettings();
  const box = useRef<HTMLFieldSetElement>(null);
  const undo = () => {
    box.current?.focus(); // what was pressed is gone
    change.mutate((kept) => ({ ...kept, choices }), {
      onSuccess: () => toast({ text: t`Dina val är tillbaka.` }),
    });
  };
  return (
    <fieldset ref={box} tabIndex={-1} className={styles.all}>
      <legend>
        <Trans>Välj samma för allt</Trans>
      </legend>
      <FormErrors error={change.error} />
      {cadences.map((cadence) => (
        <Button
          key={cadence}
          onClick={() =>
            change.mutate(withMail(cadence), {
              onSuccess: () => toast({ text: t`Sparat för allt: ${cadenceLabel(cadence)}.`, undo }),
            })
          }
        >
          {cadenceLabel(cadence)}
        </Button>
      ))}
    </fieldset>
  );
}
