import { Trans } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormErrors } from "@/ui/FormErrors";
import { useToast } from "@/ui/Toast";
import styles from "./Help.module.css";

type Mutation<B> = {
  isPending: boolean;
  error: ApiError | null;
  reset: () => void;
  mutate: (body: B, options: { onSuccess: () => void }) => void;
};

type Props<B> = {
  /** What the button says, and the dialog's title where that is not another. */
  label: string;
  title?: string;
  variant?: "primary" | "secondary" | "plain";
  send: string;
  mutation: Mutation<B>;
  /** What is to be sent, or why it cannot be. */
  body: () => B | ApiError;
  /** The names of the fields, for the list of what is wrong. */
  labels: Record<string, string>;
  done: string;
  onOpen?: () => void;
  children: (error: ApiError | null) => ReactNode;
};

/** A button that asks for something in a dialog, and sends it. */
export function FormDialog<B>({
  label,
  title = label,
  variant = "secondary",
  send,
  mutation,
  done,
  ...rest
}: Props<B>) {
  const [open, setOpen] = useState(false);
  const [early, setEarly] = useState<ApiError | null>(null);
  const id = useId();
  const toast = useToast();
  const show = () => {
    rest.onOpen?.();
    mutation.reset();
    setEarly(null);
    setOpen(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mutation.isPending) return;
    const body = rest.body();
    if (body instanceof Error) return setEarly(body);
    setEarly(null);
    const onSuccess = () => {
      setOpen(false);
      toast({ text: done });
    };
    mutation.mutate(body, { onSuccess });
  };
  const error = early ?? mutation.error;
  const actions = (
    <>
      <Button variant="primary" type="submit" form={id} busy={mutation.isPending}>
        {send}
      </Button>
      <Button onClick={() => setOpen(false)}>
        <Trans>Avbryt</Trans>
      </Button>
    </>
  );
  return (
    <>
      <Button variant={variant} onClick={show} aria-haspopup="dialog">
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} actions={actions}>
        <form id={id} className={styles.form} noValidate onSubmit={submit}>
          <FormErrors error={error ?? undefined} labels={rest.labels} />
          {rest.children(error)}
        </form>
      </Dialog>
    </>
  );
}
