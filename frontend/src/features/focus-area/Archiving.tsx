import { Trans, useLingui } from "@lingui/react/macro";
import styles from "@/features/admin/AdminList.module.css";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import type { Schema, Tagged } from "@/lib/api";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import { useEditFocusArea } from "./queries";

/** Puts a focus area away, or takes it into use again. */
export function Archiving({ loaded: { value, etag } }: { loaded: Tagged<Schema["FocusArea"]> }) {
  const { t } = useLingui();
  const edit = useEditFocusArea(value.id);
  const toast = useToast();
  const move = (state: Schema["FocusAreaState"], text: string) =>
    edit.mutate({ etag, body: { state } }, { onSuccess: () => toast({ text }) });
  return (
    <div className={styles.form}>
      {edit.error && <ErrorState error={edit.error} />}
      {value.state === "active" ? (
        <>
          <p>
            <Trans>Fokusområdet är i bruk.</Trans>
          </p>
          <ConfirmButton
            label={t`Arkivera`}
            title={t`Arkivera fokusområdet?`}
            busy={edit.isPending}
            onConfirm={() => move("archived", t`Fokusområdet är arkiverat.`)}
          >
            <p>{t`Det tar inte emot nya utmaningar och syns inte längre i listan. Utmaningarna som hör till det, och de som leder dem, står kvar.`}</p>
          </ConfirmButton>
        </>
      ) : (
        <>
          <p>
            <Trans>Fokusområdet är arkiverat och tar inte emot nya utmaningar.</Trans>
          </p>
          <ConfirmButton
            label={t`Ta i bruk igen`}
            title={t`Ta fokusområdet i bruk igen?`}
            busy={edit.isPending}
            onConfirm={() => move("active", t`Fokusområdet är i bruk igen.`)}
          >
            <p>{t`Det går att välja för utmaningar igen.`}</p>
          </ConfirmButton>
        </>
      )}
    </div>
  );
}
