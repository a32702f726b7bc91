import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { takesIdeas } from "@/features/challenge/takes-part";
import { api, read, readTagged } from "@/lib/api";
import { type IdeasSearch, sortInForce } from "./search";
import { visitorSeed } from "./seed";

/** Ideas in a row of a list. */
const LIMIT = 20;

/** Published ideas as an address asks for them, within one challenge or among all. */
export function ideasQuery(search: IdeasSearch, challengeId?: string) {
  const query = listQuery(search, challengeId);
  return infiniteQueryOptions({
    queryKey: ["ideas", "list", query],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/ideas", { params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page._meta.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** The API's parameters for what an address asks for. */
export function listQuery(search: IdeasSearch, challengeId?: string) {
  const sort = sortInForce(search);
  return {
    limit: LIMIT,
    sort,
    ...(sort === "random" ? { seed: visitorSeed() } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(search.kind ? { authorKind: search.kind } : {}),
    ...(search.stage ? { stage: search.stage } : {}),
    ...(search.topic ? { topic: search.topic } : {}),
    ...(search.district ? { districtId: search.district } : {}),
    ...(search.standalone ? { standalone: true } : {}),
    ...(challengeId ? { challengeId } : {}),
  };
}

/** Ideas with a place, as many as an answer has, in the order of the list. */
export function placedIdeasQuery(search: IdeasSearch) {
  const query = { ...listQuery(search), limit: 100, placed: true };
  return infiniteQueryOptions({
    queryKey: ["ideas", "list", query],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/ideas", { params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page._meta.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** The few ideas that stir most just now. */
export const stirringIdeasQuery = (limit: number) =>
  queryOptions({
    queryKey: ["ideas", "stirring", limit],
    queryFn: async () => (await read(api.GET("/ideas", { params: { query: { limit } } }))).ideas,
  });

/** One idea and its ETag. */
export const ideaQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ["ideas", ideaId],
    queryFn: () => readTagged(api.GET("/ideas/{ideaId}", { params: { path: { ideaId } } })),
  });

/** The wordings of an idea, newest first. `revisionCount` is part of the key, so that an edit reads anew. */
export const revisionsQuery = (ideaId: string, revisionCount: number) =>
  infiniteQueryOptions({
    queryKey: ["ideas", ideaId, "revisions", revisionCount],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/ideas/{ideaId}/revisions", {
          params: { path: { ideaId }, query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page._meta.nextCursor,
  });

/** The challenges that a new idea may answer now. */
export const openChallengesQuery = queryOptions({
  queryKey: ["challenges", "open"],
  queryFn: async () => {
    const query = { state: "open", limit: 100 } as const;
    const { challenges } = await read(api.GET("/challenges", { params: { query } }));
    return challenges.filter((challenge) => takesIdeas(challenge));
  },
});
