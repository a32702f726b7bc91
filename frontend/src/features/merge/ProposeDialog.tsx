import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useId, useState } from "react";
import question from "@/features/editing/Question.module.css";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { useToast } from "@/ui/Toast";
import { Candidates } from "./Candidates";
import { useProposeMerge } from "./queries";

type Props = { idea: Schema["Idea"]; open: boolean; onClose: () => void };

/** Proposes that an idea become part of another of the same challenge. */
export function ProposeDialog({ idea, open, onClose }: Props) {
  const { t } = useLingui();
  const id = useId();
  const { send, busy, error, intoId, setIntoId, reason, setReason } = useProposal(idea, onClose);
  const labels = { intoId: t`Vilken idé ska den bli en del av?`, reason: t`Varför hör de ihop?` };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Slå ihop med en annan idé`}
      actions={
        <>
          <Button variant="primary" type="submit" form={id} busy={busy}>
            <Trans>Föreslå</Trans>
          </Button>
          <Button onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className={question.lead}>
        <Trans>
          De som skrev idéerna får säga ja eller nej. Ingens röst flyttas utan att den som gav den vill det,
          och det går att ångra.
        </Trans>
      </p>
      <div className={question.form}>
        <FormErrors error={error} labels={labels} />
        <Candidates
          idea={idea}
          label={labels.intoId}
          value={intoId}
          onChange={setIntoId}
          error={fieldError(error, "intoId")}
        />
        <form id={id} noValidate onSubmit={send}>
          <TextArea
            name="reason"
            label={labels.reason}
            value={reason}
            onChange={setReason}
            max={1000}
            error={fieldError(error, "reason")}
          />
        </form>
      </div>
    </Dialog>
  );
}

function useProposal(idea: Schema["Idea"], onDone: () => void) {
  const { t } = useLingui();
  const toast = useToast();
  const propose = useProposeMerge(idea.id);
  const [intoId, setIntoId] = useState("");
  const [reason, setReason] = useState("");
  const [early, setEarly] = useState<ApiError>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing({ intoId, reason }, ["intoId", "reason"]);
    setEarly(fault);
    if (fault || propose.isPending) return;
    propose.mutate(
      { intoId, reason: reason.trim() },
      {
        onSuccess: ({ state }) => {
          onDone();
          toast({
            text:
              state === "merged"
                ? t`Idéerna är ihopslagna.`
                : t`Förslaget är skickat till dem som skrev idéerna.`,
          });
        },
      },
    );
  };
  return {
    send,
    busy: propose.isPending,
    error: early ?? propose.error,
    intoId,
    setIntoId,
    reason,
    setReason,
  };
}
