import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";

/** Marks an idea, from where it was read, as a repeat; without `body` it is none any more. */
export function useRepeat({ value: idea, etag }: Tagged<Schema["Idea"]>) {
  const client = useQueryClient();
  return useMutation<unknown, ApiError, Schema["IdeaRepeatEdit"] | undefined>({
    mutationFn: (body) => {
      const params = { path: { ideaId: idea.id }, header: ifMatch(etag) };
      if (!body) return read(api.DELETE("/ideas/{ideaId}/repeat", { params }));
      return read(api.PUT("/ideas/{ideaId}/repeat", { params, body }));
    },
    // What failed since somebody was faster shows what they did.
    onSettled: () => client.invalidateQueries({ queryKey: ["ideas"] }),
  });
}
