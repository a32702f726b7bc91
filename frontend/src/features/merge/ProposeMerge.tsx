import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";

const ProposeDialog = lazy(() => import("./ProposeDialog").then((m) => ({ default: m.ProposeDialog })));

/** Where somebody says that an idea and another one want the same. */
export function ProposeMerge({ idea }: { idea: Schema["Idea"] }) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Button variant="plain" onClick={ask} aria-haspopup="dialog">
        <Trans>Slå ihop med en annan idé</Trans>
      </Button>
      {asked && (
        <Suspense>
          <ProposeDialog idea={idea} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
