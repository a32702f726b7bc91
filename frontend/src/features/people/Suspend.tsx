import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { useToast } from "@/ui/Toast";
import { useSuspend } from "./queries";
import { SuspendForm } from "./SuspendForm";

/** Keeps somebody from writing, once it is said why and for how long. */
export function Suspend({ person }: { person: Schema["Person"] }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const id = useId();
  const suspend = useSuspend(person.id);
  const toast = useToast();
  const name = person.displayName;
  const open = () => {
    suspend.reset();
    setAsking(true);
  };
  const send = (suspension: Schema["SuspensionCreate"]) => {
    if (suspend.isPending) return;
    const onSuccess = () => {
      setAsking(false);
      toast({ text: t`${name} är avstängd från att skriva.` });
    };
    suspend.mutate(suspension, { onSuccess });
  };
  return (
    <>
      <Button variant="danger" onClick={open}>
        <Trans>Stäng av från att skriva</Trans>
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t`Stänga av ${name} från att skriva?`}
        actions={
          <>
            <Button variant="danger" type="submit" form={id} busy={suspend.isPending}>
              <Trans>Stäng av personen</Trans>
            </Button>
            <Button onClick={() => setAsking(false)}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>
            Personen kan fortfarande logga in och läsa, men inte skriva, rösta eller anmäla sig. Skälen och
            slutet kommer i ett mejl och står överst på varje sida. Personen kan överklaga, och då prövar
            någon annan än du. Väntar en rapport om personen avgörs den med det här.
          </Trans>
        </p>
        <SuspendForm id={id} error={suspend.error} onSend={send} />
      </Dialog>
    </>
  );
}
