import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, ifMatch, readTagged, type Schema, type Tagged } from "@/lib/api";
import { useIdempotencyKey } from "@/lib/idempotency";
import { ideaQuery } from "./queries";

type Idea = Schema["Idea"];

/** Shows an idea as the server answered it, and lets lists be read anew. */
export function useShowIdea() {
  const client = useQueryClient();
  return (idea: Tagged<Idea>) => {
    client.setQueryData(ideaQuery(idea.value.id).queryKey, idea);
    void client.invalidateQueries({ queryKey: ["ideas", "list"] });
    void client.invalidateQueries({ queryKey: ["ideas", "stirring"] });
    void client.invalidateQueries({ queryKey: ["challenges"] });
    void client.invalidateQueries({ queryKey: ["relations"] });
  };
}

/** Posts an idea. The same text sent again after a lost answer makes one idea. */
export function useCreateIdea() {
  const show = useShowIdea();
  const key = useIdempotencyKey();
  const sent = useRef<string>(undefined);
  return useMutation({
    networkMode: "always",
    mutationFn: (body: Schema["IdeaCreate"]) => {
      const text = JSON.stringify(body);
      if (sent.current !== text) key.next();
      sent.current = text;
      return readTagged(api.POST("/ideas", { params: { header: key.header() }, body }));
    },
    onSuccess: show,
  });
}

/** Edits an idea that was read with this ETag. */
export function useEditIdea(ideaId: string) {
  const show = useShowIdea();
  return useMutation({
    networkMode: "always",
    mutationFn: ({ etag, body }: { etag: string; body: Schema["IdeaEdit"] }) =>
      readTagged(api.PATCH("/ideas/{ideaId}", { params: { path: { ideaId }, header: ifMatch(etag) }, body })),
    onSuccess: show,
  });
}

export type IdeaStep = { etag: string; state: Schema["IdeaStateEdit"]["state"] };

/** Publishes, withdraws, hides or brings back an idea that was read with this ETag. */
export function useIdeaState(ideaId: string) {
  const show = useShowIdea();
  return useMutation({
    networkMode: "always",
    mutationFn: ({ etag, state }: IdeaStep) =>
      readTagged(
        api.PUT("/ideas/{ideaId}/state", {
          params: { path: { ideaId }, header: ifMatch(etag) },
          body: { state },
        }),
      ),
    onSuccess: show,
  });
}
