import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { type Me, type Pending, type SignInStep, session } from "@/lib/session";
import type { Fresh } from "./fresh";

/** Takes in a new account, once its proof of work is there. What follows comes by mail, whether the address was known or not. */
export const useRegister = (prove: () => Promise<Schema["ProofOfWork"]>) =>
  useMutation<Schema["Accepted"], ApiError, Omit<Schema["Registration"], "proofOfWork">>({
    mutationFn: async (person) => {
      const body = { ...person, proofOfWork: await prove() };
      return read(api.POST("/accounts", { body }));
    },
  });

/** Asks for another confirmation mail. */
export const useRequestConfirmation = () =>
  useMutation<Schema["Accepted"], ApiError, string>({
    mutationFn: (email) => read(api.POST("/email-confirmation-requests", { body: { email } })),
  });

/** Uses up the token of a confirmation mail, with the password that was chosen. */
export const useConfirmEmail = () =>
  useMutation<unknown, ApiError, Schema["EmailConfirmation"]>({
    mutationFn: (body) => read(api.POST("/email-confirmations", { body })),
  });

/** Asks for a mail that lets one choose a new password. */
export const useRequestReset = () =>
  useMutation<Schema["Accepted"], ApiError, string>({
    mutationFn: (email) => read(api.POST("/password-reset-requests", { body: { email } })),
  });

type Step = { step: SignInStep; proof: unknown };

/** Takes a step of signing in. What was read as nobody is read again after the last one, since more may be seen now. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation<Pending | undefined, ApiError, Step>({
    mutationFn: ({ step, proof }) => session.signIn(step, proof),
    onSuccess: (pending) => void (pending || queries.invalidateQueries()),
  });
}

/** Asks for a mail with a link that signs in. */
export const useRequestLoginLink = () =>
  useMutation<Schema["Accepted"], ApiError, string>({
    mutationFn: (email) => read(api.POST("/login-link-requests", { body: { email } })),
  });

/** The account with the tag that an edit must send. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => readTagged(api.GET("/me")),
});

/** Edits the account that was read with `etag`; it shows everywhere at once. */
export function useEditMe() {
  const queries = useQueryClient();
  return useMutation<Tagged<Me>, ApiError, { etag: string; body: Schema["MeEdit"] }>({
    mutationFn: ({ etag, body }) => readTagged(api.PATCH("/me", { params: { header: ifMatch(etag) }, body })),
    onSuccess: (me) => {
      queries.setQueryData(meQuery.queryKey, me);
      session.update(me.value);
    },
  });
}

/** Changes the password; every other session ends. */
export const useChangePassword = (fresh: Fresh) =>
  useMutation<unknown, ApiError, Schema["PasswordChange"]>({
    mutationFn: (body) => fresh(() => read(api.PUT("/me/password", { body }))),
  });

/** One's own ideas, drafts and withdrawn ones included. */
export const myIdeasQuery = infiniteQueryOptions({
  queryKey: ["ideas", "mine"],
  queryFn: ({ pageParam }) => {
    const query = pageParam ? { limit: 10, cursor: pageParam } : { limit: 10 };
    return read(api.GET("/me/ideas", { params: { query } }));
  },
  initialPageParam: "",
  getNextPageParam: (last) => last._meta.nextCursor,
});

/** The ways in which one can sign in. */
export const methodsQuery = queryOptions({
  queryKey: ["me", "sign-in-methods"],
  queryFn: () => read(api.GET("/me/sign-in-methods")),
});

/** Proves again who one is, for what is done only soon after that. */
export const useProve = () =>
  useMutation<unknown, ApiError, Schema["Authentication"]>({
    mutationFn: (body) => read(api.PUT("/me/authentication", { body })),
  });
