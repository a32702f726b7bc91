import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import type { Schema, Tagged } from "@/lib/api";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { stageLabel } from "@/ui/StageTag";
import { useToast } from "@/ui/Toast";
import { useTakeStep } from "./queries";
import { TakeStepForm } from "./TakeStepForm";

type Props = { idea: Tagged<Schema["Idea"]>; next: Schema["IdeaStage"][] };

/** Takes an idea to its next stage, once it is said why. */
export function TakeStep({ idea, next }: Props) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const id = useId();
  const step = useTakeStep(idea);
  const toast = useToast();
  const open = () => {
    step.reset();
    setAsking(true);
  };
  const send = (body: Schema["IdeaStageEdit"]) => {
    if (step.isPending) return;
    const stage = stageLabel(body.stage).toLowerCase();
    const onSuccess = () => {
      setAsking(false);
      toast({ text: t`Steget är taget: ${stage}.` });
    };
    step.mutate(body, { onSuccess });
  };
  return (
    <>
      <Button onClick={open}>
        <Trans>Ta nästa steg med idén</Trans>
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t`Ta nästa steg med idén`}
        actions={
          <>
            <Button variant="primary" type="submit" form={id} busy={step.isPending}>
              <Trans>Ta steget</Trans>
            </Button>
            <Button onClick={() => setAsking(false)}>
              <Trans>Avbryt</Trans>
            </Button>
          </>
        }
      >
        <TakeStepForm id={id} next={next} error={step.error} onSend={send} />
      </Dialog>
    </>
  );
}
