import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { Fresh } from "@/features/account/fresh";
import { api, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";
import type { PeopleSearch } from "./search";

type Person = Schema["Person"];
const piece = (limit: number, cursor: string) => (cursor ? { limit, cursor } : { limit });
const on = {
  initialPageParam: "",
  getNextPageParam: (last: { _meta: Schema["ListMeta"] }) => last._meta.nextCursor,
};

/** Accounts as an address asks for them, the newest first. */
export const peopleQuery = (search: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: ["people", "list", search],
    queryFn: ({ pageParam }) =>
      read(api.GET("/people", { params: { query: { ...search, ...piece(50, pageParam) } } })),
    ...on,
    placeholderData: keepPreviousData,
  });

/** One account. */
export const personQuery = (personId: string) =>
  queryOptions({
    queryKey: ["people", personId],
    queryFn: () => read(api.GET("/people/{personId}", { params: { path: { personId } } })),
  });

/** The suspensions of somebody, the latest first; those that are over too. */
export const suspensionsQuery = (personId: string) =>
  infiniteQueryOptions({
    queryKey: ["people", personId, "suspensions"],
    queryFn: ({ pageParam }) => {
      const params = { path: { personId }, query: piece(10, pageParam) };
      return read(api.GET("/people/{personId}/suspensions", { params }));
    },
    ...on,
  });

/** What somebody leads and has led. */
export const ledByQuery = (personId: string) =>
  infiniteQueryOptions({
    queryKey: ["people", personId, "leads"],
    queryFn: ({ pageParam }) => {
      const query = { accountId: personId, ...piece(20, pageParam) };
      return read(api.GET("/lead-assignments", { params: { query } }));
    },
    ...on,
  });

/** Gives somebody a role; `fresh` asks who it is that does. */
export function useSetRole(personId: string, fresh: Fresh) {
  const refresh = useRefresh();
  return useMutation<Person, ApiError, Schema["Role"]>({
    mutationFn: (role) => {
      const params = { path: { personId } };
      return fresh(() => read(api.PUT("/people/{personId}/role", { params, body: { role } })));
    },
    onSuccess: refresh,
  });
}

/** Keeps somebody from signing in, or lets them again; `fresh` asks who it is that does. */
export function useSetState(personId: string, fresh: Fresh) {
  const refresh = useRefresh();
  return useMutation<Person, ApiError, "active" | "disabled">({
    mutationFn: (state) => {
      const params = { path: { personId } };
      return fresh(() => read(api.PUT("/people/{personId}/state", { params, body: { state } })));
    },
    onSuccess: refresh,
  });
}

/** Suspends somebody; pressed twice it is one suspension. */
export function useSuspend(personId: string) {
  const key = useIdempotencyKey();
  const refresh = useRefresh();
  return useMutation<Schema["Suspension"], ApiError, Schema["SuspensionCreate"]>({
    mutationFn: (body) => {
      const params = { path: { personId }, header: key.header() };
      return read(api.POST("/people/{personId}/suspensions", { params, body }));
    },
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: () => {
      key.next();
      return refresh();
    },
  });
}

/** Lifts a suspension. */
export function useLift() {
  const refresh = useRefresh();
  return useMutation<unknown, ApiError, string>({
    mutationFn: (suspensionId) =>
      read(api.DELETE("/suspensions/{suspensionId}", { params: { path: { suspensionId } } })),
    onSettled: refresh,
  });
}

// What was done stands in the log at once.
function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["people"] }),
      queries.invalidateQueries({ queryKey: ["audit-log"] }),
    ]);
}
