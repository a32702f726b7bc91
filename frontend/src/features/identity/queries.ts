import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { session } from "@/lib/session";

/** The ways to sign in without a password that the installation has; they change when it is restarted. */
export const providersQuery = queryOptions({
  queryKey: ["identity-providers"],
  queryFn: async () => (await read(api.GET("/identity-providers"))).identityProviders,
  staleTime: 5 * 60_000,
});

/** What one signs in through, and what that has proven. */
export const ownIdentitiesQuery = queryOptions({
  queryKey: ["identities", "mine"],
  queryFn: () => read(api.GET("/me/identities")),
});

/** Where to go to sign in through a provider. */
export const askWay = (providerId: string) => read(api.POST("/identity-requests", { body: { providerId } }));

/** Where to go to link a provider, or to prove that it is still you. */
export const askOwnWay = (body: Schema["OwnIdentityRequest"]) =>
  read(api.POST("/me/identity-requests", { body }));

/** Hands in what the provider gave; somebody who is known is signed in then. What was read as nobody is read again. */
export function useReturn() {
  const queries = useQueryClient();
  return useMutation<Schema["IdentityArrival"], ApiError, Schema["IdentityReturn"]>({
    mutationFn: (body) => read(api.POST("/identity-returns", { body })),
    onSuccess: (arrival) => {
      if (arrival.session) session.enter(arrival.session);
      void queries.invalidateQueries();
    },
  });
}

/** Makes the account of somebody who came back. With a session it is there; else a mail is on its way. */
export function useIdentitySignUp() {
  const queries = useQueryClient();
  return useMutation<Schema["Session"] | Schema["Accepted"], ApiError, Schema["IdentitySignUp"]>({
    mutationFn: (body) => read(api.POST("/identity-sign-ups", { body })),
    onSuccess: (made) => {
      if ("me" in made) session.enter(made);
      void queries.invalidateQueries();
    },
  });
}

/** Unlinks a provider. */
export const unlink = (identityId: string) =>
  read(api.DELETE("/me/identities/{identityId}", { params: { path: { identityId } } }));
