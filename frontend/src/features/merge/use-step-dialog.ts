import { useState } from "react";
import type { Schema } from "@/lib/api";
import { useToast } from "@/ui/Toast";
import { type MergeStep, useMergeStep } from "./queries";

/** A dialog that takes a proposal further, and says so once it is done. */
export function useStepDialog(proposal: Pick<Schema["MergeProposal"], "id" | "version">) {
  const [open, setOpen] = useState(false);
  const step = useMergeStep(proposal);
  const toast = useToast();
  const ask = () => {
    step.reset();
    setOpen(true);
  };
  const close = () => setOpen(false);
  const send = (to: MergeStep, text: string) =>
    step.mutate(to, {
      onSuccess: () => {
        close();
        toast({ text });
      },
    });
  return { ask, send, dialog: { open, onClose: close, busy: step.isPending, error: step.error } };
}
