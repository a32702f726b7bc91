import { Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import editing from "@/features/editing/Editing.module.css";
import type { Schema, Tagged } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { stepsFrom, useStepWords } from "./challenge-steps";
import { useChallengePermissions, useChallengeState } from "./edit-queries";
import { WhoProves } from "./WhoProves";

type Base = Tagged<Schema["Challenge"]>;
type Props = {
  base: Base;
  /** Whether the form above holds something that is not saved. */
  unsaved: boolean;
  phasesUnsaved: boolean;
  onSaved: (saved: Base) => void;
};

/** Opening, closing and archiving, as far as the server says that the reader may. */
export function ChallengeSteps({ base, unsaved, phasesUnsaved, onSaved }: Props) {
  const toast = useToast();
  const { state, id, voters, proposers } = base.value;
  const move = useChallengeState(id);
  const may = useChallengePermissions(id) ?? [];
  const words = useStepWords(base.value);
  const box = useRef<HTMLDivElement>(null);
  const done = (saved: Base, text: string) => {
    onSaved(saved);
    toast({ text });
    // The button that was pressed goes with the state it led from.
    box.current?.focus();
  };
  return (
    <div ref={box} tabIndex={-1} className={editing.state}>
      <Explanation challenge={base.value} />
      {unsaved && (
        <p>
          <Trans>Spara ändringarna ovan först.</Trans>
        </p>
      )}
      {phasesUnsaved && (
        <p>
          <Trans>Faserna är inte sparade. Spara dem först.</Trans>
        </p>
      )}
      {move.error && <ErrorState error={move.error} />}
      <div className={editing.buttons}>
        {stepsFrom(state, may).map(({ name, to }) => (
          <ConfirmButton
            key={name}
            label={words[name].label}
            title={words[name].title}
            busy={move.isPending}
            disabled={unsaved || phasesUnsaved}
            onConfirm={() =>
              move.mutate(
                { etag: base.etag, state: to },
                { onSuccess: (saved) => done(saved, words[name].done) },
              )
            }
          >
            <p>{words[name].meaning}</p>
            {name === "publish" && (voters !== "anyone" || proposers !== "anyone") && <WhoProves />}
          </ConfirmButton>
        ))}
      </div>
    </div>
  );
}

function Explanation({ challenge }: { challenge: Schema["Challenge"] }) {
  const { t } = useLingui();
  const { state, opensAt, closesAt, phases } = challenge;
  const words = {
    draft: t`Utmaningen är ett utkast, som bara de som leder den ser.`,
    open:
      phases.length > 0
        ? t`Utmaningen är publicerad. Faserna ovan bestämmer när den är öppen, och för vad.`
        : opensAt || closesAt
          ? t`Utmaningen är öppen: idéer, röster och kommentarer tas emot mellan de tider som står ovan.`
          : t`Utmaningen är öppen: idéer, röster och kommentarer tas emot.`,
    closed: t`Utmaningen är stängd. Allt går att läsa, men inga idéer eller röster tas emot.`,
    archived: t`Utmaningen är arkiverad: stängd, och sist i listorna.`,
  };
  return <p>{words[state]}</p>;
}
