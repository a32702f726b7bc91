import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";

type Challenge = Schema["Challenge"];

/** A challenge with the tag that an edit must send, drafts included for those who lead them. */
export const editedChallengeQuery = (challengeId: string) =>
  queryOptions({
    queryKey: ["challenges", challengeId],
    queryFn: () => readTagged(api.GET("/challenges/{challengeId}", { params: { path: { challengeId } } })),
  });

/** What the reader may do with a challenge now; undefined until it is known. */
export function useChallengePermissions(challengeId: string): Schema["Permission"][] | undefined {
  const { data } = useQuery({
    queryKey: ["relations", "challenge-steps", challengeId],
    queryFn: () => read(api.GET("/me/relations", { params: { query: { challengeIds: [challengeId] } } })),
  });
  return data && (data.challenges[0]?.permissions ?? []);
}

/** Makes a challenge, as a draft; pressed twice it makes one. */
export function useCreateChallenge() {
  const key = useIdempotencyKey();
  const keep = useKeep();
  return useMutation<Tagged<Challenge>, ApiError, Schema["ChallengeCreate"]>({
    mutationFn: (body) => readTagged(api.POST("/challenges", { params: { header: key.header() }, body })),
    // A refused form is sent again with other content, which the key must not be bound to.
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: keep,
  });
}

/** Edits the challenge that was read with `etag`. */
export function useEditChallenge(challengeId: string) {
  const keep = useKeep();
  return useMutation<Tagged<Challenge>, ApiError, { etag: string; body: Schema["ChallengeEdit"] }>({
    mutationFn: ({ etag, body }) => {
      const params = { path: { challengeId }, header: ifMatch(etag) };
      return readTagged(api.PATCH("/challenges/{challengeId}", { params, body }));
    },
    onSuccess: keep,
  });
}

/** Sets the phases of the challenge that was read with `etag`. */
export function useSetPhases(challengeId: string) {
  const keep = useKeep();
  return useMutation<Tagged<Challenge>, ApiError, { etag: string; body: Schema["PhasesEdit"] }>({
    mutationFn: ({ etag, body }) => {
      const params = { path: { challengeId }, header: ifMatch(etag) };
      return readTagged(api.PUT("/challenges/{challengeId}/phases", { params, body }));
    },
    onSuccess: keep,
  });
}

/** Starts a draft from a challenge; pressed twice it makes one. */
export function useCopyChallenge(challengeId: string) {
  const key = useIdempotencyKey();
  const keep = useKeep();
  return useMutation<Tagged<Challenge>, ApiError, Schema["ChallengeCopyCreate"]>({
    mutationFn: (body) => {
      const params = { path: { challengeId }, header: key.header() };
      return readTagged(api.POST("/challenges/{challengeId}/copies", { params, body }));
    },
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: (saved) => {
      key.next();
      keep(saved);
    },
  });
}

/** Publishes, closes, opens again or archives the challenge that was read with `etag`. */
export function useChallengeState(challengeId: string) {
  const keep = useKeep();
  return useMutation<Tagged<Challenge>, ApiError, { etag: string } & Schema["ChallengeStateEdit"]>({
    mutationFn: ({ etag, state }) => {
      const params = { path: { challengeId }, header: ifMatch(etag) };
      return readTagged(api.PUT("/challenges/{challengeId}/state", { params, body: { state } }));
    },
    onSuccess: keep,
  });
}

/** Puts what an edit answered where pages read, and lets lists and permissions be read anew. */
function useKeep() {
  const queries = useQueryClient();
  return (saved: Tagged<Challenge>) => {
    void queries.invalidateQueries({ queryKey: ["challenges"] });
    void queries.invalidateQueries({ queryKey: ["relations"] });
    queries.setQueryData(editedChallengeQuery(saved.value.id).queryKey, saved);
  };
}
