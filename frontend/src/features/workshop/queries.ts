import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, read, readTagged, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useSession } from "@/lib/use-session";

export type Period = "upcoming" | "past";

/** Workshops that are to come, by start; or past ones, the latest first. */
export const workshopsQuery = (when: Period) =>
  infiniteQueryOptions({
    queryKey: ["workshops", "list", when],
    queryFn: ({ pageParam }) => {
      const query = pageParam ? { when, limit: 20, cursor: pageParam } : { when, limit: 20 };
      return read(api.GET("/workshops", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last._meta.nextCursor,
  });

/** Workshops that one leads, drafts included, or has signed up for; latest start first. */
export const myWorkshopsQuery = (as: "leader" | "participant") =>
  infiniteQueryOptions({
    queryKey: ["workshops", "mine", as],
    queryFn: ({ pageParam }) => {
      const query = pageParam ? { as, limit: 20, cursor: pageParam } : { as, limit: 20 };
      return read(api.GET("/me/workshops", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last._meta.nextCursor,
  });

/** One workshop, with the tag that an edit must send. */
export const workshopQuery = (workshopId: string) =>
  queryOptions({
    queryKey: ["workshops", workshopId],
    queryFn: () => readTagged(api.GET("/workshops/{workshopId}", { params: { path: { workshopId } } })),
  });

/** Who signed up, in the order they came. For those who lead it. */
export const signupsQuery = (workshopId: string) =>
  infiniteQueryOptions({
    queryKey: ["workshops", workshopId, "signups"],
    queryFn: ({ pageParam }) => {
      const query = pageParam ? { limit: 100, cursor: pageParam } : { limit: 100 };
      return read(api.GET("/workshops/{workshopId}/signups", { params: { path: { workshopId }, query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last._meta.nextCursor,
  });

const relationKey = (workshopId: string) => ["relations", "workshop", workshopId];

/** What the reader is to a workshop: own sign-up and what may be done. No data for those not signed in. */
export function useWorkshopRelation(workshopId: string) {
  const { me } = useSession();
  return useQuery({
    queryKey: relationKey(workshopId),
    queryFn: async () => {
      const query = { workshopIds: [workshopId] };
      const { workshops } = await read(api.GET("/me/relations", { params: { query } }));
      return workshops[0] ?? { workshopId, permissions: [] };
    },
    enabled: me !== undefined,
  });
}

/** Own sign-ups among the given workshops, by workshop. Empty for those not signed in. */
export function useOwnSignups(workshopIds: string[]): Map<string, Schema["Signup"]> {
  const { me } = useSession();
  const { data } = useQuery({
    queryKey: ["relations", "workshops", ...workshopIds],
    queryFn: () => ownRelations(workshopIds),
    enabled: me !== undefined && workshopIds.length > 0,
  });
  return new Map((data ?? []).flatMap((r) => (r.signup ? [[r.workshopId, r.signup] as const] : [])));
}

/** How the contract writes a list in an address. */
const commaSeparated = { querySerializer: { array: { style: "form", explode: false } } } as const;

/** Relations are given for up to a hundred things at a time. */
async function ownRelations(ids: string[]): Promise<Schema["WorkshopRelation"][]> {
  const parts = Array.from({ length: Math.ceil(ids.length / 100) }, (_, i) =>
    ids.slice(i * 100, i * 100 + 100),
  );
  const answers = await Promise.all(
    parts.map((workshopIds) =>
      read(api.GET("/me/relations", { params: { query: { workshopIds } }, ...commaSeparated })),
    ),
  );
  return answers.flatMap((answer) => answer.workshops);
}

/** Signs up: a seat, or a place on the waiting list. `onDone` is called before the page shows it. */
export function useSignUp(workshopId: string, onDone: (signup: Schema["Signup"]) => void) {
  const refresh = useRefresh(workshopId);
  return useMutation<Schema["Signup"], ApiError, void>({
    mutationFn: () => read(api.PUT("/workshops/{workshopId}/signup", { params: { path: { workshopId } } })),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** Signs off; the first on the waiting list gets the seat. `onDone` is called before the page shows it. */
export function useSignOff(workshopId: string, onDone: () => void) {
  const refresh = useRefresh(workshopId);
  return useMutation<unknown, ApiError, void>({
    mutationFn: () =>
      read(api.DELETE("/workshops/{workshopId}/signup", { params: { path: { workshopId } } })),
    onSuccess: onDone,
    onSettled: refresh,
  });
}

/** Reads everything about a workshop anew; waits until it is there, so that a button stays busy until then. */
export function useRefresh(workshopId: string) {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: relationKey(workshopId) }),
      queries.invalidateQueries({ queryKey: ["relations", "workshops"] }),
      queries.invalidateQueries({ queryKey: ["workshops"] }),
    ]);
}
