import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Button, type ButtonVariant } from "@/ui/Button";
import type { Shared } from "./shared";

const ShareDialog = lazy(() => import("./ShareDialog").then((m) => ({ default: m.ShareDialog })));

/** Where a page is taken further: to somebody, to paper, to another site. */
export function ShareButton({ shared, variant = "plain" }: { shared: Shared; variant?: ButtonVariant }) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Button variant={variant} onClick={ask} aria-haspopup="dialog">
        <Trans>Dela</Trans>
      </Button>
      {asked && (
        <Suspense>
          <ShareDialog shared={shared} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
