import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";
import { workshopQuery } from "./queries";

type Workshop = Schema["Workshop"];

/** Makes a workshop; pressed twice it makes one. */
export function useCreateWorkshop() {
  const key = useIdempotencyKey();
  const keep = useKeep();
  return useMutation<Tagged<Workshop>, ApiError, Schema["WorkshopCreate"]>({
    mutationFn: (body) => readTagged(api.POST("/workshops", { params: { header: key.header() }, body })),
    // A refused form is sent again with other content, which the key must not be bound to.
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: keep,
  });
}

/** Edits the workshop that was read with `etag`. */
export function useEditWorkshop(workshopId: string) {
  const keep = useKeep();
  return useMutation<Tagged<Workshop>, ApiError, { etag: string; body: Schema["WorkshopEdit"] }>({
    mutationFn: ({ etag, body }) => {
      const params = { path: { workshopId }, header: ifMatch(etag) };
      return readTagged(api.PATCH("/workshops/{workshopId}", { params, body }));
    },
    onSuccess: keep,
  });
}

/** Publishes or cancels the workshop that was read with `etag`. */
export function useWorkshopState(workshopId: string) {
  const keep = useKeep();
  return useMutation<Tagged<Workshop>, ApiError, { etag: string } & Schema["WorkshopStateEdit"]>({
    mutationFn: ({ etag, state }) => {
      const params = { path: { workshopId }, header: ifMatch(etag) };
      return readTagged(api.PUT("/workshops/{workshopId}/state", { params, body: { state } }));
    },
    onSuccess: keep,
  });
}

/** Puts what an edit answered where pages read, and lets lists and permissions be read anew. */
function useKeep() {
  const queries = useQueryClient();
  return (saved: Tagged<Workshop>) => {
    void queries.invalidateQueries({ queryKey: ["workshops"] });
    void queries.invalidateQueries({ queryKey: ["relations"] });
    queries.setQueryData(workshopQuery(saved.value.id).queryKey, saved);
  };
}

/** Challenges that a workshop may belong to: open ones, and the caller's own whatever their state. */
export const challengeChoicesQuery = queryOptions({
  queryKey: ["challenges", "choices"],
  queryFn: async () => {
    const query = { limit: 100 };
    const [open, own] = await Promise.all([
      read(api.GET("/challenges", { params: { query: { ...query, state: "open" } } })),
      read(api.GET("/me/challenges", { params: { query } })),
    ]);
    const all = [...own.challenges, ...open.challenges].map(({ id, title }) => [id, title] as const);
    return [...new Map(all)].map(([id, title]) => ({ id, title }));
  },
});
