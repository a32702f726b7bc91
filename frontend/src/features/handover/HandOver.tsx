import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";

const HandOverDialog = lazy(() => import("./HandOverDialog").then((m) => ({ default: m.HandOverDialog })));

type Props = {
  idea: Schema["Idea"];
  /** Whether the reader is its author, who chooses whom to ask. */
  own: boolean;
};

/** Where an author, or a leader where the author is gone, looks for somebody to take an idea further. */
export function HandOver({ idea, own }: Props) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Button variant="plain" onClick={ask} aria-haspopup="dialog">
        {own ? <Trans>Lämna över idén</Trans> : <Trans>Sök någon som tar över idén</Trans>}
      </Button>
      {asked && (
        <Suspense>
          <HandOverDialog idea={idea} own={own} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
