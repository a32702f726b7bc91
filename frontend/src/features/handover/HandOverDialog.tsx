import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useId, useState } from "react";
import question from "@/features/editing/Question.module.css";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { useToast } from "@/ui/Toast";
import { PersonPicker } from "./PersonPicker";
import { useOfferIdea } from "./queries";

type Props = { idea: Schema["Idea"]; own: boolean; open: boolean; onClose: () => void };

/** Asks somebody to take an idea over, or whoever would like to. */
export function HandOverDialog({ idea, own, open, onClose }: Props) {
  const { t } = useLingui();
  const id = useId();
  const form = useOffer(idea, own, onClose);
  const labels = { whom: t`Vem ska ta över?`, toId: t`Vem vill du fråga?`, reason: t`Varför?` };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={own ? t`Lämna över idén` : t`Sök någon som tar över idén`}
      actions={
        <>
          <Button variant="primary" type="submit" form={id} busy={form.busy}>
            {form.whom === "one" ? <Trans>Skicka frågan</Trans> : <Trans>Sök någon</Trans>}
          </Button>
          <Button onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className={question.lead}>
        <Trans>
          Idén byter författare. Rösterna och samtalet följer med, och alla kan läsa vem som hade den före.
          Kontakter om hjälp avslutas, så att den som tar över får frågorna själv. Ingen kan dra tillbaka en
          idé som andra har skrivit.
        </Trans>
      </p>
      <form id={id} className={question.form} noValidate onSubmit={form.send}>
        <FormErrors error={form.error} labels={labels} />
        {own && <Whom label={labels.whom} value={form.whom} onChange={form.setWhom} />}
        {form.whom === "one" && (
          <PersonPicker
            ideaId={idea.id}
            but={[idea.author.id]}
            name="toId"
            label={labels.toId}
            value={form.to}
            onChange={form.setTo}
            error={fieldError(form.error, "toId")}
          />
        )}
        <TextArea
          name="reason"
          label={labels.reason}
          hint={t`Alla kan läsa det när idén har bytt författare.`}
          value={form.reason}
          onChange={form.setReason}
          max={1000}
          error={fieldError(form.error, "reason")}
        />
      </form>
    </Dialog>
  );
}

type Choice = "one" | "any";

function Whom({ label, ...field }: { label: string; value: Choice; onChange: (to: Choice) => void }) {
  const { t } = useLingui();
  return (
    <RadioGroup
      name="whom"
      label={label}
      {...field}
      options={[
        {
          value: "one",
          label: t`Någon jag vill fråga`,
          hint: t`En person eller en organisation. Ingen annan ser frågan.`,
        },
        {
          value: "any",
          label: t`Den som vill`,
          hint: t`Alla ser att idén söker någon. Den som först säger ja tar över.`,
        },
      ]}
    />
  );
}

function useOffer(idea: Schema["Idea"], own: boolean, onDone: () => void) {
  const { t } = useLingui();
  const toast = useToast();
  const offer = useOfferIdea(idea.id);
  const [whom, setWhom] = useState<Choice>(own ? "one" : "any");
  const [to, setTo] = useState<Schema["ParticipantRef"]>();
  const [reason, setReason] = useState("");
  const [early, setEarly] = useState<ApiError>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const toId = whom === "one" ? (to?.id ?? "") : undefined;
    const fault = missing({ toId, reason }, ["toId", "reason"]);
    setEarly(fault);
    if (fault || offer.isPending) return;
    const onSuccess = () => {
      onDone();
      toast({ text: whom === "one" ? t`Frågan är skickad.` : t`Nu syns det att idén söker någon.` });
    };
    offer.mutate({ ...(toId ? { toId } : {}), reason: reason.trim() }, { onSuccess });
  };
  return {
    send,
    busy: offer.isPending,
    error: early ?? offer.error,
    whom,
    setWhom,
    to,
    setTo,
    reason,
    setReason,
  };
}
