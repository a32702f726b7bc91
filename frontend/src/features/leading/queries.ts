import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";
import type { Thing } from "./thing";

type Assignment = Schema["LeadAssignment"];

/** Who leads a thing at present, in the order in which they were appointed. */
export const assignmentsQuery = (thing: Thing) =>
  infiniteQueryOptions({
    queryKey: ["lead-assignments", thing],
    queryFn: ({ pageParam }) => {
      const query = { ...thing, limit: 50, ...(pageParam && { cursor: pageParam }) };
      return read(api.GET("/lead-assignments", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last._meta.nextCursor,
  });

/** The shortest name that is looked for, in characters. */
export const MIN_NAME = 2;

/** People with an account whose names have a word that begins so. */
export const candidatesQuery = (name: string) =>
  queryOptions({
    queryKey: ["lead-candidates", name],
    queryFn: () => read(api.GET("/lead-candidates", { params: { query: { name, limit: 20 } } })),
    enabled: name.length >= MIN_NAME,
  });

/** Has somebody lead a thing; pressed twice it does so once. */
export function useAppoint(thing: Thing) {
  const key = useIdempotencyKey();
  const refresh = useRefresh();
  return useMutation<Assignment, ApiError, Schema["LeadTerms"] & { accountId: string }>({
    mutationFn: (body) =>
      read(api.POST("/lead-assignments", { params: { header: key.header() }, body: { ...thing, ...body } })),
    // After a lost answer the same key finds out what became of it.
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: () => {
      key.next();
      return refresh();
    },
  });
}

/** Changes as what and until when somebody leads. */
export function useSetTerms(leadAssignmentId: string) {
  const refresh = useRefresh();
  return useMutation<Assignment, ApiError, Schema["LeadTerms"]>({
    mutationFn: (body) =>
      read(api.PUT("/lead-assignments/{leadAssignmentId}", { params: { path: { leadAssignmentId } }, body })),
    onSettled: refresh,
  });
}

/** Takes an assignment back. */
export function useRevoke(leadAssignmentId: string) {
  const refresh = useRefresh();
  return useMutation<unknown, ApiError, void>({
    mutationFn: () =>
      read(api.DELETE("/lead-assignments/{leadAssignmentId}", { params: { path: { leadAssignmentId } } })),
    onSettled: refresh,
  });
}

/** Reads anew what shows who leads: the page of a thing, what one may do with it, and what one leads. */
export function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ["lead-assignments", "relations", "challenges", "workshops"].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}
