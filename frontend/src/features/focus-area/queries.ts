import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";

type FocusArea = Schema["FocusArea"];

/** Every focus area in a state, in their order. There are few. */
export const focusAreasQuery = (state: Schema["FocusAreaState"]) =>
  queryOptions({
    queryKey: ["focus-areas", "list", state],
    queryFn: async () =>
      (await read(api.GET("/focus-areas", { params: { query: { state, limit: 100 } } }))).focusAreas,
  });

/** One focus area, with the tag that an edit must send. */
export const focusAreaQuery = (focusAreaId: string) =>
  queryOptions({
    queryKey: ["focus-areas", focusAreaId],
    queryFn: () => readTagged(api.GET("/focus-areas/{focusAreaId}", { params: { path: { focusAreaId } } })),
  });

/** Makes a focus area; pressed twice it makes one. */
export function useCreateFocusArea() {
  const key = useIdempotencyKey();
  const refresh = useRefresh();
  return useMutation<FocusArea, ApiError, Schema["FocusAreaCreate"]>({
    mutationFn: (body) => read(api.POST("/focus-areas", { params: { header: key.header() }, body })),
    // A refused form is sent again with other content, which the key must not be bound to.
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: refresh,
  });
}

/** Edits the focus area that was read with `etag`. */
export function useEditFocusArea(focusAreaId: string) {
  const refresh = useRefresh();
  return useMutation<Tagged<FocusArea>, ApiError, { etag: string; body: Schema["FocusAreaEdit"] }>({
    mutationFn: ({ etag, body }) => edit(focusAreaId, etag, body),
    onSuccess: refresh,
  });
}

/** Gives focus areas the order of the list; only those whose place differs are touched. */
export function useReorder() {
  const refresh = useRefresh();
  return useMutation<void, ApiError, FocusArea[]>({
    mutationFn: async (areas) => {
      for (const [position, { id, position: before }] of areas.entries()) {
        if (position === before) continue;
        const { etag } = await readTagged(
          api.GET("/focus-areas/{focusAreaId}", { params: { path: { focusAreaId: id } } }),
        );
        await edit(id, etag, { position });
      }
    },
    onSettled: refresh,
  });
}

function edit(focusAreaId: string, etag: string, body: Schema["FocusAreaEdit"]) {
  const params = { path: { focusAreaId }, header: ifMatch(etag) };
  return readTagged(api.PATCH("/focus-areas/{focusAreaId}", { params, body }));
}

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(["focus-areas", "challenges"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
