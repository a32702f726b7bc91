import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import question from "@/features/editing/Question.module.css";
import { WriteAs } from "@/features/organisation/WriteAs";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { useToast } from "@/ui/Toast";
import { useSettle } from "./queries";

/** Becomes the author of an idea; where anybody may, also in the name of an organisation. */
export function TakeOver({ handover }: { handover: Schema["Handover"] }) {
  const { t } = useLingui();
  const toast = useToast();
  const settle = useSettle(handover);
  const [organisationId, setOrganisation] = useState("");
  const take = () =>
    settle.mutate(
      { state: "accepted", ...(organisationId ? { organisationId } : {}) },
      {
        onSuccess: () => toast({ text: t`Idén är din att föra vidare.` }),
        onError: (error) => toast({ text: errorText(error) }),
      },
    );
  return (
    <ConfirmButton
      variant="primary"
      label={t`Ta över idén`}
      title={t`Ta över idén?`}
      busy={settle.isPending}
      onConfirm={take}
    >
      <div className={question.form}>
        <p>
          <Trans>
            Du blir idéns författare: du kan ändra texten, föra den vidare och svara på frågor om den.
            Rösterna och samtalet följer med. Vill du inte ha den längre lämnar du över den till någon annan.
          </Trans>
        </p>
        {handover.kind === "adoption" && (
          <WriteAs name="organisationId" value={organisationId} onChange={setOrganisation} />
        )}
      </div>
    </ConfirmButton>
  );
}
