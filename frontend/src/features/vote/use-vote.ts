import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { asApiError } from "@/lib/errors";
import { useToast } from "@/ui/Toast";
import { type Standing, showChoice, showStanding, standing } from "./cache";
import { ideaRelationQuery } from "./queries";
import type { Choice } from "./tally";
import { useVoteWords } from "./use-vote-words";

type Press = { choice: Choice | undefined; undoing?: boolean };

/**
 * Votes on an idea as `meId`. The choice shows at once; presses are sent one
 * after another in the order they came; the last answer's tally is exact and
 * stays. If a press is refused, everything goes back and the reason is told.
 */
export function useVote(meId: string, ideaId: string) {
  const client = useQueryClient();
  const toast = useToast();
  const words = useVoteWords();
  const mutationKey = ["vote", ideaId];
  const last = () => client.isMutating({ mutationKey }) === 1;

  const mutation = useMutation({
    mutationKey,
    scope: { id: `vote-${ideaId}` },
    networkMode: "always",
    mutationFn: ({ choice }: Press) => sendVote(ideaId, choice),
    onMutate: async ({ choice, undoing }: Press): Promise<Standing> => {
      await client.cancelQueries({ queryKey: ["ideas", ideaId] });
      const before = standing(client, meId, ideaId);
      showChoice(client, meId, ideaId, choice);
      if (undoing) toast({ text: words.undone });
      else toast({ text: words.done(choice), undo: () => vote({ choice: before.choice, undoing: true }) });
      return before;
    },
    onSuccess: (answer) => {
      if (last()) showStanding(client, meId, ideaId, { choice: answer.choice, tally: answer.tally });
    },
    onError: (error, _press, before) => {
      if (before && last()) showStanding(client, meId, ideaId, before);
      toast({ text: errorText(asApiError(error)) });
      void client.invalidateQueries({ queryKey: ["ideas", ideaId], exact: true });
      void client.invalidateQueries({ queryKey: ["relations", meId, "idea", ideaId] });
    },
  });
  const vote = (press: Press) => mutation.mutate(press);

  /** Waits until the present vote is known, so that there is something to go back to. */
  return async (choice: Choice | undefined) => {
    try {
      await client.ensureQueryData(ideaRelationQuery(meId, ideaId));
      vote({ choice });
    } catch (error) {
      toast({ text: errorText(asApiError(error)) });
    }
  };
}

function sendVote(ideaId: string, choice: Choice | undefined) {
  const params = { path: { ideaId } };
  return choice
    ? read(api.PUT("/ideas/{ideaId}/vote", { params, body: { choice } }))
    : read(api.DELETE("/ideas/{ideaId}/vote", { params }));
}
