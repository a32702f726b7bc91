import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { Fresh } from "@/features/account/fresh";
import { api, ifMatch, read, readTagged, type Schema, type Tagged } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";
import { useSession } from "@/lib/use-session";
import type { OrganisationsSearch } from "./search";

type Organisation = Schema["Organisation"];
type Query = OrganisationsSearch & { dormant?: boolean; sort?: "name" | "newest" };
const LIMIT = 20;
const piece = (cursor: string) => (cursor ? { limit: LIMIT, cursor } : { limit: LIMIT });
const on = {
  initialPageParam: "",
  getNextPageParam: (last: { _meta: Schema["ListMeta"] }) => last._meta.nextCursor,
};

/** Organisations as an address asks for them. */
export const organisationsQuery = (search: Query) =>
  infiniteQueryOptions({
    queryKey: ["organisations", "list", search],
    queryFn: ({ pageParam }) =>
      read(api.GET("/organisations", { params: { query: { ...search, ...piece(pageParam) } } })),
    ...on,
    placeholderData: keepPreviousData,
  });

/** One organisation as everyone sees it, with the tag that an edit must send. */
export const organisationQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ["organisations", organisationId],
    queryFn: () =>
      readTagged(api.GET("/organisations/{organisationId}", { params: { path: { organisationId } } })),
  });

/** The organisations one belongs to; at most 50. */
export const myOrganisationsQuery = queryOptions({
  queryKey: ["relations", "organisations", "mine"],
  queryFn: async () =>
    (await read(api.GET("/me/organisations", { params: { query: { limit: 100 } } }))).organisations,
});

/** What the reader is to an organisation. No data for those not signed in. */
export function useOrganisationRelation(organisationId: string) {
  const { me } = useSession();
  return useQuery({
    queryKey: ["relations", "organisations", organisationId],
    queryFn: async () => {
      const query = { organisationIds: [organisationId] };
      const { organisations } = await read(api.GET("/me/relations", { params: { query } }));
      return organisations[0] ?? { organisationId, permissions: [] };
    },
    enabled: me !== undefined,
  });
}

/** The organisations in whose name the reader may write; none for those not signed in. */
export function useVoices(): Schema["OrganisationSummary"][] {
  const { me } = useSession();
  const { data } = useQuery({ ...myOrganisationsQuery, enabled: me !== undefined });
  return (data ?? [])
    .filter(({ mandate, organisation }) => mandate !== "member" && !organisation.dormant)
    .map(({ organisation }) => organisation);
}

export const membersQuery = (organisationId: string) =>
  infiniteQueryOptions({
    queryKey: ["organisations", organisationId, "members"],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/organisations/{organisationId}/members", {
          params: { path: { organisationId }, query: piece(pageParam) },
        }),
      ),
    ...on,
  });

export const invitationsQuery = (organisationId: string) =>
  infiniteQueryOptions({
    queryKey: ["organisations", organisationId, "invitations"],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/organisations/{organisationId}/invitations", {
          params: { path: { organisationId }, query: piece(pageParam) },
        }),
      ),
    ...on,
  });

/** Who did what in its name, the latest first. */
export const actsQuery = (organisationId: string) =>
  infiniteQueryOptions({
    queryKey: ["organisations", organisationId, "acts"],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/organisations/{organisationId}/acts", {
          params: { path: { organisationId }, query: piece(pageParam) },
        }),
      ),
    ...on,
  });

/** The organisation's ideas that are not public, for those who write in its name. */
export const unpublishedQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ["ideas", "mine", organisationId],
    queryFn: async () => {
      const { ideas } = await read(
        api.GET("/me/ideas", { params: { query: { organisationId, limit: 100 } } }),
      );
      return ideas.filter(({ state }) => state !== "published");
    },
  });

/** What an invitation offers; the secret is sent in the body, never in an address. */
export const offerQuery = (token: string) =>
  queryOptions({
    queryKey: ["organisation-invitation", token],
    queryFn: () => read(api.POST("/organisation-invitation-previews", { body: { token } })),
    retry: false,
  });

/** Founds an organisation; pressed twice it is one. */
export function useFound() {
  const key = useIdempotencyKey();
  const refresh = useRefresh();
  return useMutation<Tagged<Organisation>, ApiError, Schema["OrganisationCreate"]>({
    mutationFn: (body) => readTagged(api.POST("/organisations", { params: { header: key.header() }, body })),
    onError: (error) => error.status >= 400 && error.status < 500 && key.next(),
    onSuccess: refresh,
  });
}

/** Edits the organisation that was read with `etag`. */
export function useEditOrganisation(organisationId: string) {
  const refresh = useRefresh();
  return useMutation<Tagged<Organisation>, ApiError, { etag: string; body: Schema["OrganisationEdit"] }>({
    mutationFn: ({ etag, body }) => {
      const params = { path: { organisationId }, header: ifMatch(etag) };
      return readTagged(api.PATCH("/organisations/{organisationId}", { params, body }));
    },
    onSuccess: refresh,
  });
}

/** Verifies the organisation that was read with `etag`, or withdraws that. */
export function useVerification(organisationId: string) {
  const refresh = useRefresh();
  return useMutation<Tagged<Organisation>, ApiError, { etag: string; verified: boolean }>({
    mutationFn: ({ etag, verified }) => {
      const params = { path: { organisationId }, header: ifMatch(etag) };
      return readTagged(
        api.PUT("/organisations/{organisationId}/verification", { params, body: { verified } }),
      );
    },
    onSuccess: refresh,
  });
}

/** Changes a mandate, or whether one is shown. `fresh` asks who it is before somebody becomes an owner. */
export function useEditMember(organisationId: string, memberId: string, fresh: Fresh) {
  const refresh = useRefresh();
  return useMutation<unknown, ApiError, Schema["MembershipEdit"]>({
    mutationFn: (body) => {
      const params = { path: { organisationId, memberId } };
      return fresh(() =>
        read(api.PATCH("/organisations/{organisationId}/members/{memberId}", { params, body })),
      );
    },
    onSettled: refresh,
  });
}

/** Takes a member out, or leaves. */
export function useRemoveMember(organisationId: string, memberId: string) {
  const refresh = useRefresh();
  return useMutation<unknown, ApiError, void>({
    mutationFn: () => {
      const params = { path: { organisationId, memberId } };
      return read(api.DELETE("/organisations/{organisationId}/members/{memberId}", { params }));
    },
    onSettled: refresh,
  });
}

/** Invites somebody by mail. `fresh` asks who it is before an owner is invited. */
export function useInvite(organisationId: string, fresh: Fresh) {
  const refresh = useRefresh();
  return useMutation<Schema["Invitation"], ApiError, Schema["InvitationCreate"]>({
    mutationFn: (body) =>
      fresh(() =>
        read(
          api.POST("/organisations/{organisationId}/invitations", {
            params: { path: { organisationId } },
            body,
          }),
        ),
      ),
    onSuccess: refresh,
  });
}

/** Takes an invitation back. */
export function useRevoke(organisationId: string) {
  const refresh = useRefresh();
  return useMutation<unknown, ApiError, string>({
    mutationFn: (invitationId) => {
      const params = { path: { organisationId, invitationId } };
      return read(api.DELETE("/organisations/{organisationId}/invitations/{invitationId}", { params }));
    },
    onSettled: refresh,
  });
}

/** Accepts an invitation. */
export function useAccept() {
  const refresh = useRefresh();
  return useMutation<Organisation, ApiError, string>({
    mutationFn: (token) => read(api.POST("/organisation-memberships", { body: { token } })),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["organisations"] }),
      queries.invalidateQueries({ queryKey: ["relations"] }),
    ]);
}
