import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import { missing } from "@/features/editing/required";
import { ReasonDialog } from "@/features/merge/ReasonDialog";
import type { Schema, Tagged } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { Button } from "@/ui/Button";
import { fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import { useToast } from "@/ui/Toast";
import { repeated } from "./repeated";
import { useRepeat } from "./use-repeat";

/** For whoever may answer an idea: that it repeats one which has been decided on, or does not. */
export function MarkRepeat({ idea }: { idea: Tagged<Schema["Idea"]> }) {
  const { t } = useLingui();
  const repeat = useRepeat(idea);
  const toast = useToast();
  if (idea.value.repeat)
    return (
      <ConfirmButton
        label={t`Det är ingen upprepning`}
        title={t`Är idén ingen upprepning?`}
        busy={repeat.isPending}
        onConfirm={() =>
          repeat.mutate(undefined, {
            onSuccess: () => toast({ text: t`Idén räknas inte som en upprepning.` }),
            onError: (error) => toast({ text: errorText(error) }),
          })
        }
      >
        <p>
          <Trans>Har den redan fått rösterna lovar kommunen ett beslut, räknat från nu.</Trans>
        </p>
      </ConfirmButton>
    );
  return idea.value.supportGoal ? <Asking repeat={repeat} /> : null;
}

function Asking({ repeat }: { repeat: ReturnType<typeof useRepeat> }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const [address, setAddress] = useState("");
  const toast = useToast();
  const ofId = repeated(address);
  const [early, setEarly] = useState(false);
  const error = (early && missing({ ofId: ofId ?? "" }, ["ofId"])) || repeat.error;
  const label = t`Adressen till idén som har fått sitt beslut`;
  const done = () => {
    setAsking(false);
    toast({ text: t`Idén är märkt som en upprepning.` });
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Trans>Märk som upprepning</Trans>
      </Button>
      <ReasonDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t`Upprepar idén en som har fått sitt beslut?`}
        hint={t`Alla läser det.`}
        action={t`Märk som upprepning`}
        max={500}
        labels={{ ofId: label }}
        busy={repeat.isPending}
        error={error}
        onSend={(reason) => {
          setEarly(true);
          if (ofId) repeat.mutate({ ofId, reason }, { onSuccess: done });
        }}
      >
        <TextField
          name="ofId"
          label={label}
          hint={t`Kopiera den från idéns sida.`}
          value={address}
          onChange={setAddress}
          error={fieldError(error, "ofId")}
        />
      </ReasonDialog>
    </>
  );
}
