import { Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import editing from "@/features/editing/Editing.module.css";
import type { Schema, Tagged } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { useWorkshopState } from "./edit-queries";
import { useWorkshopRelation } from "./queries";

type Base = Tagged<Schema["Workshop"]>;
type Props = { base: Base; unsaved: boolean; onSaved: (saved: Base) => void };

/** Publishing and calling off, as far as the server says that the reader may. */
export function WorkshopSteps({ base, unsaved, onSaved }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const move = useWorkshopState(base.value.id);
  const may = useWorkshopRelation(base.value.id).data?.permissions ?? [];
  const box = useRef<HTMLDivElement>(null);
  const go = (state: "published" | "cancelled") =>
    move.mutate(
      { etag: base.etag, state },
      {
        onSuccess: (saved) => {
          onSaved(saved);
          // The button that was pressed goes with the state it led from.
          box.current?.focus();
          toast({
            text: state === "published" ? t`Verkstaden är publicerad.` : t`Verkstaden är inställd.`,
          });
        },
      },
    );
  const shared = { busy: move.isPending, disabled: unsaved };
  return (
    <div ref={box} tabIndex={-1} className={editing.state}>
      <Explanation state={base.value.state} />
      {unsaved && (
        <p>
          <Trans>Spara ändringarna ovan först.</Trans>
        </p>
      )}
      {move.error && <ErrorState error={move.error} />}
      {may.includes("publish") && (
        <ConfirmButton
          {...shared}
          label={base.value.state === "cancelled" ? t`Publicera igen` : t`Publicera verkstaden`}
          title={t`Publicera verkstaden?`}
          onConfirm={() => go("published")}
        >
          <Trans>Alla ser den, och det går att anmäla sig.</Trans>
        </ConfirmButton>
      )}
      {may.includes("cancel") && (
        <ConfirmButton
          {...shared}
          variant="danger"
          label={t`Ställ in verkstaden`}
          title={t`Ställa in verkstaden?`}
          onConfirm={() => go("cancelled")}
        >
          <Trans>
            Alla som är anmälda får ett mejl om att den är inställd. Sidan finns kvar, märkt som inställd.
          </Trans>
        </ConfirmButton>
      )}
    </div>
  );
}

function Explanation({ state }: { state: Schema["WorkshopState"] }) {
  const { t } = useLingui();
  const words = {
    draft: t`Verkstaden är ett utkast, som bara de som leder den ser.`,
    published: t`Verkstaden är publicerad och tar emot anmälningar tills den börjar.`,
    cancelled: t`Verkstaden är inställd.`,
  };
  return <p>{words[state]}</p>;
}
