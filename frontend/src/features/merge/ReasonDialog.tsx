import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import question from "@/features/editing/Question.module.css";
import { missing } from "@/features/editing/required";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  hint: string;
  /** What its button says. */
  action: string;
  optional?: boolean;
  /** Characters at most. */
  max?: number;
  /** The names of the fields in `children`. */
  labels?: Record<string, string>;
  busy: boolean;
  error: ApiError | null;
  children?: ReactNode;
  onSend: (reason: string) => void;
};

/** Asks why, before something is done that others will read of. */
export function ReasonDialog({
  open,
  onClose,
  title,
  hint,
  action,
  optional = false,
  max = 1000,
  labels,
  busy,
  error,
  children,
  onSend,
}: Props) {
  const { t } = useLingui();
  const id = useId();
  const [reason, setReason] = useState("");
  const [early, setEarly] = useState<ApiError>();
  const shown = early ?? error;
  const label = t`Varför`;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = optional ? undefined : missing({ reason }, ["reason"]);
    setEarly(fault);
    if (!fault && !busy) onSend(reason.trim());
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button variant="primary" type="submit" form={id} busy={busy}>
            {action}
          </Button>
          <Button onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <form id={id} className={question.form} noValidate onSubmit={send}>
        <FormErrors error={shown} labels={{ ...labels, reason: label }} />
        {children}
        <TextArea
          name="reason"
          label={label}
          hint={hint}
          optional={optional}
          value={reason}
          onChange={setReason}
          max={max}
          error={fieldError(shown, "reason")}
        />
      </form>
    </Dialog>
  );
}
