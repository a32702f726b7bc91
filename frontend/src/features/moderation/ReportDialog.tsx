import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { useProof } from "@/features/account/use-proof";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import { type ApiError, asApiError } from "@/lib/errors";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { useToast } from "@/ui/Toast";
import styles from "./Moderation.module.css";
import { useReport } from "./queries";
import { groundLabel, grounds } from "./words";

type Props = { thing: Schema["ThingRef"]; open: boolean; onClose: () => void };

/** Why a thing ought not to be here. Whoever is not signed in has their browser do some work for it. */
export function ReportDialog({ thing, open, onClose }: Props) {
  const { t } = useLingui();
  const id = useId();
  const { send, busy, error, reason, setReason, note, setNote } = useReportForm(thing, onClose);
  const labels = { reason: t`Vad är det som är fel?`, note: t`Berätta mer` };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Rapportera`}
      actions={
        <>
          <Button variant="primary" type="submit" form={id} busy={busy}>
            <Trans>Skicka rapporten</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          En moderator läser det du skickar. Den som skrev får inte veta vem som rapporterade.{" "}
          <Link to="/moderation">Läs reglerna</Link>
        </Trans>
      </p>
      <form id={id} className={styles.form} noValidate onSubmit={send}>
        <FormErrors error={error} labels={labels} />
        <RadioGroup
          name="reason"
          label={labels.reason}
          value={reason}
          onChange={setReason}
          error={fieldError(error, "reason")}
          options={grounds.map((value) => ({ value, label: groundLabel(value) }))}
        />
        <TextArea
          name="note"
          label={labels.note}
          optional={reason !== "other"}
          value={note}
          onChange={setNote}
          max={2000}
          error={fieldError(error, "note")}
        />
      </form>
    </Dialog>
  );
}

function useReportForm(thing: Schema["ThingRef"], onDone: () => void) {
  const { t } = useLingui();
  const { me } = useSession();
  const proof = useProof("send-report");
  const toast = useToast();
  const report = useReport();
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<ApiError>();
  const [reason, setReason] = useState<Schema["ModerationGround"] | "">("");
  const [note, setNote] = useState("");
  const deliver = async (body: Schema["ReportCreate"]) => {
    setWorking(true);
    try {
      await report.mutateAsync(me ? body : { ...body, proofOfWork: await proof.take() });
      toast({ text: t`Tack. En moderator tittar på det.` });
      onDone();
    } catch (error) {
      setFault(asApiError(error));
    } finally {
      setWorking(false);
    }
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    const early = missing({ reason, note }, reason === "other" ? ["reason", "note"] : ["reason"]);
    setFault(early);
    if (!early && reason !== "") void deliver({ thing, reason, note: note.trim() });
  };
  return { send, busy: working, error: fault ?? null, reason, setReason, note, setNote };
}
