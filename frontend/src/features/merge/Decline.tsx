import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { ReasonDialog } from "./ReasonDialog";
import { useStepDialog } from "./use-step-dialog";

/** An author says no; why, if they like. */
export function Decline({ proposal }: { proposal: Schema["MergeProposal"] }) {
  const { t } = useLingui();
  const { ask, send, dialog } = useStepDialog(proposal);
  return (
    <>
      <Button onClick={ask}>
        <Trans>Säg nej</Trans>
      </Button>
      <ReasonDialog
        {...dialog}
        title={t`Säg nej till förslaget`}
        hint={t`De som förslaget gäller kan läsa det.`}
        action={t`Säg nej`}
        optional
        onSend={(reason) =>
          send({ step: "decline", reason }, t`Du har sagt nej. Idéerna står kvar var för sig.`)
        }
      />
    </>
  );
}
