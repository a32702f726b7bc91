import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { ReasonDialog } from "./ReasonDialog";
import { useStepDialog } from "./use-step-dialog";

/** Separates two ideas again. */
export function Undo({ proposal }: { proposal: Schema["MergeProposal"] }) {
  const { t } = useLingui();
  const { ask, send, dialog } = useStepDialog(proposal);
  return (
    <>
      <Button onClick={ask}>
        <Trans>Dela på idéerna igen</Trans>
      </Button>
      <ReasonDialog
        {...dialog}
        title={t`Dela på idéerna igen`}
        hint={t`Alla kan läsa det. Röster som har flyttats ligger kvar tills de som gav dem flyttar tillbaka dem, och det får de frågan om.`}
        action={t`Dela på idéerna`}
        onSend={(reason) => send({ step: "undo", reason }, t`Idéerna står för sig själva igen.`)}
      />
    </>
  );
}
