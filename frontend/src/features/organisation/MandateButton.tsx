import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { mandateHint, mandateLabel, mandatesUpTo } from "./words";

type Mandate = Schema["Mandate"];
type Props = { member: Schema["Membership"]; busy: boolean; onChoose: (mandate: Mandate) => void };

/** Gives a member another mandate, each of which is explained before one is chosen. */
export function MandateButton({ member, busy, onChoose }: Props) {
  const { t } = useLingui();
  const [mandate, setMandate] = useState<Mandate>();
  const { displayName } = member.participant;
  const close = () => setMandate(undefined);
  const choose = () => {
    close();
    if (mandate && mandate !== member.mandate) onChoose(mandate);
  };
  return (
    <>
      <Button busy={busy} onClick={() => setMandate(member.mandate)}>
        <Trans>Ändra uppdrag</Trans>
      </Button>
      <Dialog
        open={mandate !== undefined}
        onClose={close}
        title={t`Uppdrag för ${displayName}`}
        actions={
          <>
            <Button variant="primary" onClick={choose}>
              <Trans>Spara uppdraget</Trans>
            </Button>
            <Button onClick={close}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        }
      >
        <RadioGroup
          name={`mandate-${member.participant.id}`}
          label={t`Uppdrag`}
          value={mandate ?? member.mandate}
          onChange={setMandate}
          options={mandatesUpTo("owner").map((value) => ({
            value,
            label: mandateLabel(value),
            hint: mandateHint(value),
          }))}
        />
      </Dialog>
    </>
  );
}
