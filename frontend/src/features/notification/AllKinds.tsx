import { Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { FormErrors } from "@/ui/FormErrors";
import { useToast } from "@/ui/Toast";
import styles from "./Notification.module.css";
import { type Settings, useChangeSettings } from "./queries";
import { cadenceLabel, cadences, withMail, withMailOf } from "./words";

/** Chooses the same for every kind; what was chosen before can be had back. */
export function AllKinds() {
  const { t } = useLingui();
  const toast = useToast();
  const change = useChangeSettings();
  const box = useRef<HTMLFieldSetElement>(null);
  const choose = (cadence: Schema["Cadence"]) => {
    let before: Settings["choices"] = [];
    const undo = () => {
      box.current?.focus(); // what was pressed is gone
      change.mutate(withMailOf(before, cadence), {
        onSuccess: () => toast({ text: t`Dina val är tillbaka.` }),
      });
    };
    change.mutate(
      (kept) => {
        before = kept.choices;
        return withMail(cadence)(kept);
      },
      { onSuccess: () => toast({ text: t`Sparat för allt: ${cadenceLabel(cadence)}.`, undo }) },
    );
  };
  return (
    <fieldset ref={box} tabIndex={-1} className={styles.all}>
      <legend>
        <Trans>Välj samma för allt</Trans>
      </legend>
      <FormErrors error={change.error} />
      {cadences.map((cadence) => (
        <Button key={cadence} onClick={() => choose(cadence)}>
          {cadenceLabel(cadence)}
        </Button>
      ))}
    </fieldset>
  );
}
