import { useMutation, useQueryClient } from "@tanstack/react-query";
import { challengeQuery } from "@/features/challenge/queries";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";

type Challenge = Tagged<Schema["Challenge"]>;

/** Sets what the challenge that was read with `etag` promises; without a rule, nothing any more. */
export function useAnswerRule(challengeId: string) {
  const queries = useQueryClient();
  return useMutation<Challenge, ApiError, { etag: string; rule: Schema["AnswerRuleEdit"] | undefined }>({
    mutationFn: async ({ etag, rule }) => {
      const params = { path: { challengeId }, header: ifMatch(etag) };
      if (rule) return readTagged(api.PUT("/challenges/{challengeId}/answer-rule", { params, body: rule }));
      await read(api.DELETE("/challenges/{challengeId}/answer-rule", { params }));
      return queries.fetchQuery({ ...challengeQuery(challengeId), staleTime: 0 });
    },
    onSuccess: (saved) => {
      queries.setQueryData(challengeQuery(challengeId).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ["challenges", "list"] });
      void queries.invalidateQueries({ queryKey: ["ideas"] });
    },
  });
}
