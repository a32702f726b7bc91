import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";

type Proposal = Schema["MergeProposal"];

const piece = (limit: number, cursor: string) => (cursor ? { limit, cursor } : { limit });
const on = {
  initialPageParam: "",
  getNextPageParam: (last: { _meta: Schema["ListMeta"] }) => last._meta.nextCursor,
};

/** The proposals about an idea that the person with this id is a party to, the latest ones. */
export const proposalsQuery = (meId: string, ideaId: string) =>
  queryOptions({
    queryKey: ["merges", "proposals", meId, ideaId],
    queryFn: async () => {
      const params = { path: { ideaId }, query: { limit: 20 } };
      return (await read(api.GET("/ideas/{ideaId}/merge-proposals", { params }))).proposals;
    },
  });

/** What an idea is or was part of, and its parts, the latest first. */
export const mergesQuery = (ideaId: string) =>
  infiniteQueryOptions({
    queryKey: ["merges", "history", ideaId],
    queryFn: ({ pageParam }) =>
      read(api.GET("/ideas/{ideaId}/merges", { params: { path: { ideaId }, query: piece(20, pageParam) } })),
    ...on,
  });

/** The proposals that wait for somebody to decide, for moderators. */
export const waitingQuery = infiniteQueryOptions({
  queryKey: ["merges", "waiting"],
  queryFn: ({ pageParam }) => read(api.GET("/merge-proposals", { params: { query: piece(20, pageParam) } })),
  ...on,
});

/** How many ideas are suggested. */
const SUGGESTED = 6;

/** Ideas that an idea could become part of, those that answer the same challenges or like it none: without words the most like it first. */
export const candidatesQuery = (idea: Schema["Idea"], words: string) =>
  queryOptions({
    queryKey: ["ideas", "list", "merge", idea.id, words],
    queryFn: async () => {
      const lists = await Promise.all([words ? [] : alike(idea), ...near(idea, words)]);
      const found = new Map(lists.flat().map((one) => [one.id, one]));
      found.delete(idea.id);
      return [...found.values()].slice(0, SUGGESTED);
    },
  });

const near = (idea: Schema["Idea"], words: string) => {
  const q = words ? { q: words } : {};
  const wheres = idea.challenges.length
    ? idea.challenges.map(({ id }) => ({ challengeId: id }))
    : [{ standalone: true }];
  return wheres.map(async (where) => {
    const query = { limit: SUGGESTED + 1, ...where, ...q };
    return (await read(api.GET("/ideas", { params: { query } }))).ideas;
  });
};

/** Those of the ideas most like one that it could become part of; none where that cannot be had, since it is a help alone. */
async function alike({ id, title, challenges }: Schema["Idea"]) {
  const own = new Set(challenges.map((one) => one.id));
  const found = await read(api.POST("/idea-comparisons", { body: { title, exceptId: id } })).catch(
    () => undefined,
  );
  return (found?.ideas ?? []).filter((one) =>
    own.size === 0 ? one.challenges.length === 0 : one.challenges.some((other) => own.has(other.id)),
  );
}

/** What a merge changes is read anew, wherever it stands. */
function useReadAnew() {
  const client = useQueryClient();
  return () => {
    for (const key of ["ideas", "challenges", "merges", "relations"])
      void client.invalidateQueries({ queryKey: [key] });
  };
}

/** Proposes that an idea become part of another; pressed twice it is one proposal. */
export function useProposeMerge(ideaId: string) {
  const key = useIdempotencyKey();
  const anew = useReadAnew();
  return useMutation<Proposal, ApiError, Schema["MergeProposalCreate"]>({
    mutationFn: (body) => {
      const params = { path: { ideaId }, header: key.header() };
      return read(api.POST("/ideas/{ideaId}/merge-proposals", { params, body }));
    },
    onSuccess: () => {
      key.next();
      anew();
    },
  });
}

export type MergeStep =
  | { step: "agree" }
  | { step: "decline"; reason?: string }
  | { step: "decide"; merges: boolean; reason: string }
  | { step: "undo"; reason: string }
  | { step: "take-back" };

/** Takes a proposal further from where it was read. */
export function useMergeStep({ id, version }: Pick<Proposal, "id" | "version">) {
  const anew = useReadAnew();
  const params = { path: { mergeId: id }, header: ifMatch(`"${version}"`) };
  return useMutation<unknown, ApiError, MergeStep>({
    mutationFn: (to) => {
      switch (to.step) {
        case "agree":
          return read(api.PUT("/merge-proposals/{mergeId}/answer", { params, body: { agrees: true } }));
        case "decline": {
          const body = { agrees: false, ...(to.reason ? { reason: to.reason } : {}) };
          return read(api.PUT("/merge-proposals/{mergeId}/answer", { params, body }));
        }
        case "decide": {
          const body = { merges: to.merges, reason: to.reason };
          return read(api.PUT("/merge-proposals/{mergeId}/decision", { params, body }));
        }
        case "undo":
          return read(
            api.PUT("/merge-proposals/{mergeId}/reversal", { params, body: { reason: to.reason } }),
          );
        case "take-back":
          return read(api.DELETE("/merge-proposals/{mergeId}", { params: { path: { mergeId: id } } }));
      }
    },
    // Also what failed since somebody was faster shows what they did.
    onSettled: anew,
  });
}

/** Moves the reader's own vote. */
export function useMoveVote(mergeId: string) {
  const anew = useReadAnew();
  return useMutation<Schema["VoteMoved"], ApiError, void>({
    mutationFn: () => read(api.PUT("/me/vote-moves/{mergeId}", { params: { path: { mergeId } } })),
    onSettled: anew,
  });
}
