import { Trans } from "@lingui/react/macro";
import type { MouseEvent } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";

/** Tells that a form holds what was written at an earlier visit, with a way to begin afresh, in its first field. */
export function RestoredNotice({ onDiscard }: { onDiscard: () => void }) {
  const discard = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    const around = currentTarget.closest("dialog, main") ?? document;
    flushSync(onDiscard);
    around.querySelector<HTMLElement>("form :is(input:not([type=hidden]), select, textarea)")?.focus();
  };
  return (
    <Notice title={<Trans>Här är det du skrev senast</Trans>}>
      <p>
        <Trans>Det fanns kvar i den här webbläsaren men är inte sparat.</Trans>
      </p>
      <Button variant="plain" onClick={discard}>
        <Trans>Kasta det och börja om</Trans>
      </Button>
    </Notice>
  );
}
