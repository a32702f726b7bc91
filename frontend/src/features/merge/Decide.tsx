import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { ReasonDialog } from "./ReasonDialog";
import { useStepDialog } from "./use-step-dialog";

/** A moderator decides in the authors' place. */
export function Decide({ proposal }: { proposal: Schema["MergeProposal"] }) {
  const { t } = useLingui();
  const { ask, send, dialog } = useStepDialog(proposal);
  const [merges, setMerges] = useState<"yes" | "no">("yes");
  const done = merges === "yes" ? t`Idéerna är ihopslagna.` : t`Idéerna står kvar var för sig.`;
  return (
    <>
      <Button onClick={ask}>
        <Trans>Avgör som moderator</Trans>
      </Button>
      <ReasonDialog
        {...dialog}
        title={t`Avgör förslaget`}
        hint={t`Slås idéerna ihop kan alla läsa varför.`}
        action={t`Avgör`}
        onSend={(reason) => send({ step: "decide", merges: merges === "yes", reason }, done)}
      >
        <RadioGroup
          name="merges"
          label={t`Ska idéerna slås ihop?`}
          value={merges}
          onChange={setMerges}
          options={[
            { value: "yes", label: t`Ja, slå ihop dem` },
            { value: "no", label: t`Nej, låt dem stå för sig` },
          ]}
        />
      </ReasonDialog>
    </>
  );
}
