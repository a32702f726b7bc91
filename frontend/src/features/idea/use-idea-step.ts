import { useQueryClient } from "@tanstack/react-query";
import type { Schema, Tagged } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { asApiError } from "@/lib/errors";
import { useToast } from "@/ui/Toast";
import { type IdeaStep, useIdeaState } from "./mutations";
import { ideaQuery } from "./queries";
import { stateTold } from "./state-told";

type State = IdeaStep["state"];

/** Moves an idea to another state, says what happened, and offers the way back where there is one. */
export function useIdeaStep({ value: idea, etag }: Tagged<Schema["Idea"]>) {
  const client = useQueryClient();
  const toast = useToast();
  const mutation = useIdeaState(idea.id);
  const go = (step: IdeaStep, back: Schema["IdeaState"]) =>
    mutation.mutate(step, {
      onSuccess: (now) => {
        const text = stateTold(now.value.state);
        const undo = () => go({ etag: now.etag, state: back as State }, step.state);
        // What was never public has no way back: it is sent in anew.
        toast(back === "draft" || back === "waiting" ? { text } : { text, undo });
      },
      onError: (error) => {
        toast({ text: errorText(asApiError(error)) });
        void client.invalidateQueries({ queryKey: ideaQuery(idea.id).queryKey, exact: true });
      },
    });
  return { busy: mutation.isPending, step: (state: State) => go({ etag, state }, idea.state) };
}
