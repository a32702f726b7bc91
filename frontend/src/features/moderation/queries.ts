import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";

const piece = (limit: number, cursor: string) => (cursor ? { limit, cursor } : { limit });
const on = {
  initialPageParam: "",
  getNextPageParam: (last: { _meta: Schema["ListMeta"] }) => last._meta.nextCursor,
};

/** The cases that wait, or those that are closed. */
export const casesQuery = (state: Schema["ModerationCaseState"]) =>
  infiniteQueryOptions({
    queryKey: ["moderation-cases", "list", state],
    queryFn: ({ pageParam }) =>
      read(api.GET("/moderation-cases", { params: { query: { state, ...piece(50, pageParam) } } })),
    ...on,
  });

/** One case with all that one judges by. */
export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["moderation-cases", caseId],
    queryFn: () => readTagged(api.GET("/moderation-cases/{caseId}", { params: { path: { caseId } } })),
  });

/** The decisions whose appeals wait. */
export const appealsQuery = infiniteQueryOptions({
  queryKey: ["appeals"],
  queryFn: ({ pageParam }) => read(api.GET("/appeals", { params: { query: piece(20, pageParam) } })),
  ...on,
});

/** The decisions about what the reader wrote. */
export const myDecisionsQuery = infiniteQueryOptions({
  queryKey: ["moderation-decisions", "mine"],
  queryFn: ({ pageParam }) =>
    read(api.GET("/me/moderation-decisions", { params: { query: piece(20, pageParam) } })),
  ...on,
});

/** One decision. */
export const decisionQuery = (decisionId: string) =>
  queryOptions({
    queryKey: ["moderation-decisions", decisionId],
    queryFn: () => read(api.GET("/moderation-decisions/{decisionId}", { params: { path: { decisionId } } })),
  });

/** The rules that everybody reads. */
export const policyQuery = queryOptions({
  queryKey: ["moderation-policy"],
  queryFn: () => readTagged(api.GET("/moderation-policy")),
});

/** What was done, year by year. */
export const countsQuery = queryOptions({
  queryKey: ["moderation-counts"],
  queryFn: async () => (await read(api.GET("/moderation-counts"))).counts,
});

/** Reports something; pressed twice, or again after an answer that was lost, it is one report. */
export function useReport() {
  const key = useIdempotencyKey();
  return useMutation<unknown, ApiError, Schema["ReportCreate"]>({
    mutationFn: (body) => read(api.POST("/reports", { params: { header: key.header() }, body })),
    onSuccess: key.next,
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
  });
}

/** Opens the case of a thing. */
export function useOpenCase() {
  return useMutation<Schema["ModerationFile"], ApiError, Schema["ThingRef"]>({
    mutationFn: (thing) => read(api.POST("/moderation-cases", { body: { thing } })),
  });
}

/** Takes a case, or gives it back. */
export function useTake(caseId: string) {
  const queries = useQueryClient();
  return useMutation<Tagged<Schema["ModerationFile"]>, ApiError, { etag: string; taken: boolean }>({
    mutationFn: ({ etag, taken }) => {
      const params = { path: { caseId }, header: ifMatch(etag) };
      return readTagged(api.PUT("/moderation-cases/{caseId}/taker", { params, body: { taken } }));
    },
    onSuccess: (now) => queries.setQueryData(caseQuery(caseId).queryKey, now),
    onError: () => queries.invalidateQueries({ queryKey: caseQuery(caseId).queryKey }),
  });
}

type Ruling = { etag: string; ruling: Schema["ModerationDecisionCreate"] };

/** Decides a case, from where it was read. */
export function useDecide(caseId: string) {
  const key = useIdempotencyKey();
  const queries = useQueryClient();
  return useMutation<Schema["ModerationDecision"], ApiError, Ruling>({
    mutationFn: ({ etag, ruling }) => {
      const params = { path: { caseId }, header: { ...ifMatch(etag), ...key.header() } };
      return read(api.POST("/moderation-cases/{caseId}/decisions", { params, body: ruling }));
    },
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    // What was hidden, or is back, is read anew wherever it stands.
    onSuccess: () => {
      key.next();
      return queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== caseId });
    },
  });
}

/** Appeals against a decision. */
export function useAppeal(decisionId: string) {
  const key = useIdempotencyKey();
  const queries = useQueryClient();
  return useMutation<Schema["ModerationDecision"], ApiError, string>({
    mutationFn: (words) => {
      const params = { path: { decisionId }, header: key.header() };
      return read(api.POST("/moderation-decisions/{decisionId}/appeal", { params, body: { words } }));
    },
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["moderation-decisions"] }),
  });
}

/** Judges an appeal, from where it was read. */
export function useJudge({ id, version }: Schema["Appeal"]) {
  const queries = useQueryClient();
  return useMutation<Schema["ModerationDecision"], ApiError, Schema["AppealOutcome"]>({
    mutationFn: (body) => {
      const params = { path: { appealId: id }, header: ifMatch(`"${version}"`) };
      return read(api.PUT("/appeals/{appealId}/outcome", { params, body }));
    },
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** What waits until a moderator has read it. */
export const waitingSettingsQuery = queryOptions({
  queryKey: ["moderation-settings"],
  queryFn: () => readTagged(api.GET("/moderation-settings")),
});

/** Changes what waits until a moderator has read it. */
export function useSetWaiting() {
  const queries = useQueryClient();
  type Edit = { etag: string; edit: Schema["ModerationSettingsEdit"] };
  return useMutation<Tagged<Schema["ModerationSettings"]>, ApiError, Edit>({
    mutationFn: ({ etag, edit }) => {
      const params = { header: ifMatch(etag) };
      return readTagged(api.PUT("/moderation-settings", { params, body: edit }));
    },
    onSuccess: (now) => queries.setQueryData(waitingSettingsQuery.queryKey, now),
  });
}

/** Changes the rules. */
export function useSetPolicy() {
  const queries = useQueryClient();
  type Edit = { etag: string; edit: Schema["ModerationPolicyEdit"] };
  return useMutation<Tagged<Schema["ModerationPolicy"]>, ApiError, Edit>({
    mutationFn: ({ etag, edit }) => {
      const params = { header: ifMatch(etag) };
      return readTagged(api.PUT("/moderation-policy", { params, body: edit }));
    },
    onSuccess: (now) => queries.setQueryData(policyQuery.queryKey, now),
  });
}
