import { Trans } from "@lingui/react/macro";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";

/** Tells that a form holds what was written at an earlier visit, with a way to begin afresh. */
export function RestoredNotice({ onDiscard }: { onDiscard: () => void }) {
  return (
    <Notice title={<Trans>Här är det du skrev senast</Trans>}>
      <p>
        <Trans>Det fanns kvar i den här webbläsaren men är inte sparat.</Trans>
      </p>
      <Button variant="plain" onClick={onDiscard}>
        <Trans>Kasta det och börja om</Trans>
      </Button>
    </Notice>
  );
}
