import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";

/** Every district by name. */
export const districtsQuery = queryOptions({
  queryKey: ["districts", "list"],
  queryFn: async () => {
    const page = (number: number) =>
      read(api.GET("/districts", { params: { query: { limit: 100, page: number } } }));
    const first = await page(1);
    const pages = Math.ceil((first._meta.totalRecords ?? 0) / 100);
    const rest = await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, n) => page(n + 2)));
    return [first, ...rest].flatMap(({ districts }) => districts);
  },
});

/** The boundaries of all districts, with the tag that drawing them anew must send. */
export const boundariesQuery = queryOptions({
  queryKey: ["districts", "boundaries"],
  queryFn: () => readTagged(api.GET("/district-boundaries")),
  staleTime: 60_000,
});

type Sent = { body: Schema["BoundariesEdit"]; nameProperty: string };

/** What drawing the districts anew would do. */
export function usePreview() {
  return useMutation<Schema["DistrictPreview"], ApiError, Sent>({
    mutationFn: ({ body, nameProperty }) =>
      read(api.POST("/district-previews", { params: { query: { nameProperty } }, body })),
  });
}

/** Draws the districts anew, all at once. */
export function useDraw() {
  const queries = useQueryClient();
  return useMutation<Tagged<Schema["Boundaries"]>, ApiError, Sent & { etag: string }>({
    mutationFn: ({ body, nameProperty, etag }) =>
      readTagged(
        api.PUT("/district-boundaries", {
          params: { query: { nameProperty }, header: ifMatch(etag) },
          body,
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ["districts"] }),
  });
}
