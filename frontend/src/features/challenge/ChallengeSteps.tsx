import { Trans, useLingui } from "@lingui/react/macro";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import editing from "@/features/editing/Editing.module.css";
import type { Schema, Tagged } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { stepsFrom, useStepWords } from "./challenge-steps";
import { useChallengePermissions, useChallengeState } from "./edit-queries";

type Base = Tagged<Schema["Challenge"]>;
type Props = { base: Base; unsaved: boolean; onSaved: (saved: Base) => void };

/** Opening, closing and archiving, as far as the server says that the reader may. */
export function ChallengeSteps({ base, unsaved, onSaved }: Props) {
  const toast = useToast();
  const { state, id } = base.value;
  const move = useChallengeState(id);
  const may = useChallengePermissions(id);
  const words = useStepWords();
  return (
    <div className={editing.state}>
      <Explanation state={state} />
      {unsaved && (
        <p>
          <Trans>Spara ändringarna ovan först.</Trans>
        </p>
      )}
      {move.error && <ErrorState error={move.error} />}
      <div className={editing.buttons}>
        {stepsFrom(state, may).map((step) => (
          <ConfirmButton
            key={step.name}
            {...words[step.name]}
            busy={move.isPending}
            disabled={unsaved}
            onConfirm={() =>
              move.mutate(
                { etag: base.etag, state: step.to },
                {
                  onSuccess: (saved) => {
                    onSaved(saved);
                    toast({ text: words[step.name].done });
                  },
                },
              )
            }
          >
            <p>{words[step.name].meaning}</p>
          </ConfirmButton>
        ))}
      </div>
    </div>
  );
}

function Explanation({ state }: { state: Schema["ChallengeState"] }) {
  const { t } = useLingui();
  const words = {
    draft: t`Utmaningen är ett utkast, som bara de som leder den ser.`,
    open: t`Utmaningen är öppen: idéer, röster och kommentarer tas emot mellan de tider som står ovan.`,
    closed: t`Utmaningen är stängd. Allt går att läsa, men inga idéer eller röster tas emot.`,
    archived: t`Utmaningen är arkiverad: stängd, och sist i listorna.`,
  };
  return <p>{words[state]}</p>;
}
