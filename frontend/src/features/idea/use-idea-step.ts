import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import type { Schema, Tagged } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { asApiError } from "@/lib/errors";
import { useToast } from "@/ui/Toast";
import { type IdeaStep, useIdeaState } from "./mutations";
import { ideaQuery } from "./queries";

type State = IdeaStep["state"];

/** Moves an idea to another state, says what happened, and offers the way back where there is one. */
export function useIdeaStep({ value: idea, etag }: Tagged<Schema["Idea"]>) {
  const { t } = useLingui();
  const client = useQueryClient();
  const toast = useToast();
  const mutation = useIdeaState(idea.id);
  const done = {
    published: t`Idén är publicerad.`,
    withdrawn: t`Idén är tillbakadragen.`,
  };

  const go = (step: IdeaStep, back: Schema["IdeaState"]) =>
    mutation.mutate(step, {
      onSuccess: (now) => {
        const text = done[step.state];
        const undo = () => go({ etag: now.etag, state: back as State }, step.state);
        toast(back === "draft" ? { text } : { text, undo });
      },
      onError: (error) => {
        toast({ text: errorText(asApiError(error)) });
        void client.invalidateQueries({ queryKey: ideaQuery(idea.id).queryKey, exact: true });
      },
    });
  return { busy: mutation.isPending, step: (state: State) => go({ etag, state }, idea.state) };
}
