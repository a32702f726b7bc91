import { infiniteQueryOptions, keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api, read, readTagged, type Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import type { ChallengesSearch } from "./search";

/** Published challenges as an address asks for them: open ones first, then closed and archived. */
export const challengesQuery = (search: ChallengesSearch) =>
  infiniteQueryOptions({
    queryKey: ["challenges", "list", search],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/challenges", {
          params: { query: { limit: 30, ...search, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page._meta.nextCursor,
    placeholderData: keepPreviousData,
  });

/** The first challenges that are open, those that close soonest first. */
export const firstOpenChallengesQuery = (limit: number) =>
  queryOptions({
    queryKey: ["challenges", "first", limit],
    queryFn: async () => {
      const query = { state: "open", limit } as const;
      return (await read(api.GET("/challenges", { params: { query } }))).challenges;
    },
  });

/** One challenge and its ETag. */
export const challengeQuery = (challengeId: string) =>
  queryOptions({
    queryKey: ["challenges", challengeId],
    queryFn: () => readTagged(api.GET("/challenges/{challengeId}", { params: { path: { challengeId } } })),
  });

/** What the reader may do with a challenge. Undefined for anonymous people and until it is read. */
export const useChallengePermissions = (challengeId: string) =>
  useChallengeRelation(challengeId)?.permissions;

/** The same, with what they have yet to prove before they may propose ideas. */
export function useChallengeRelation(challengeId: string): Schema["ChallengeRelation"] | undefined {
  const { me } = useSession();
  return useQuery({
    queryKey: ["relations", me?.id, "challenge", challengeId],
    queryFn: async () => {
      const query = { challengeIds: [challengeId] };
      const relations = await read(api.GET("/me/relations", { params: { query } }));
      return relations.challenges[0] ?? { challengeId, permissions: [] };
    },
    enabled: me !== undefined,
  }).data;
}

/** The workshops to come of a challenge. */
export const challengeWorkshopsQuery = (challengeId: string) =>
  queryOptions({
    queryKey: ["workshops", "challenge", challengeId],
    queryFn: async () => {
      const query = { challengeId, limit: 20 };
      return (await read(api.GET("/workshops", { params: { query } }))).workshops;
    },
  });
