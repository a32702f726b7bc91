import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { session } from "@/lib/session";
import type { Fresh } from "./fresh";

/** Where one is signed in, the last used first. */
export const ownSessionsQuery = infiniteQueryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ pageParam }) => {
    const query = pageParam ? { limit: 10, cursor: pageParam } : { limit: 10 };
    return read(api.GET("/me/sessions", { params: { query } }));
  },
  initialPageParam: "",
  getNextPageParam: (last) => last._meta.nextCursor,
});

/** One's own passkeys. */
export const passkeysQuery = queryOptions({
  queryKey: ["me", "passkeys"],
  queryFn: () => read(api.GET("/me/passkeys")),
});

/** Something that changes how or where one is signed in: all that is shown of it is read again. */
function useSecurityChange<Given, Made>(change: (given: Given) => Promise<Made>) {
  const queries = useQueryClient();
  return useMutation<Made, ApiError, Given>({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["me"] }),
  });
}

export const useEndSession = () =>
  useSecurityChange((sessionId: string) =>
    read(api.DELETE("/me/sessions/{sessionId}", { params: { path: { sessionId } } })),
  );

export const useEndOtherSessions = () => useSecurityChange(() => read(api.DELETE("/me/sessions")));

/** Begins with an authenticator app. */
export const useEnrol = (fresh: Fresh) =>
  useSecurityChange(() => fresh(() => read(api.POST("/me/authenticator"))));

/**
 * Puts the authenticator app in force; `onCodes` is given the codes that are shown once. It is called before anything
 * is read again, since that takes the form that sent the code off the page.
 */
export const useActivate = (fresh: Fresh, onCodes: (codes: string[]) => void) =>
  useSecurityChange(async (code: string) => {
    const { recoveryCodes } = await fresh(() => read(api.PUT("/me/authenticator", { body: { code } })));
    onCodes(recoveryCodes);
    releaseSession();
  });

/** `onOff` is called before anything is read again, since that takes what asked for it off the page. */
export const useDeactivate = (fresh: Fresh, onOff: () => void) =>
  useSecurityChange(async () => {
    await fresh(() => read(api.DELETE("/me/authenticator")));
    onOff();
  });

export const useRenewCodes = (fresh: Fresh) =>
  useSecurityChange(() => fresh(() => read(api.POST("/me/recovery-codes"))));

/** Adds what `make` made; it is asked again where the server wanted a fresh sign-in first. */
export const useAddPasskey = (fresh: Fresh) =>
  useSecurityChange(async (make: () => Promise<Schema["PasskeyCreation"]>) => {
    const made = await fresh(async () => read(api.POST("/me/passkeys", { body: await make() })));
    releaseSession();
    return made;
  });

export const useRenamePasskey = () =>
  useSecurityChange(({ id, name }: { id: string; name: string }) =>
    read(api.PATCH("/me/passkeys/{passkeyId}", { params: { path: { passkeyId: id } }, body: { name } })),
  );

export const useRemovePasskey = (fresh: Fresh) =>
  useSecurityChange((passkeyId: string) =>
    fresh(() => read(api.DELETE("/me/passkeys/{passkeyId}", { params: { path: { passkeyId } } }))),
  );

// A role that asks for a second factor has been shown one.
function releaseSession() {
  const { me } = session.state();
  if (me) session.update({ ...me, secondFactorRequired: false });
}
