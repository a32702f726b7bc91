import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";
import type { OffersSearch } from "./search";

type Page = { _meta: { nextCursor?: string } };
const piece = (cursor: string | undefined) => ({ limit: 20, ...(cursor ? { cursor } : {}) });
const on = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: Page) => page._meta.nextCursor,
};
const tag = (version: number) => ifMatch(`"${version}"`);

/** What an idea lacks: all of it, which is at most a few dozen. */
export const needsQuery = (ideaId: string) =>
  queryOptions({
    queryKey: ["help", "needs", ideaId],
    queryFn: async () =>
      (await read(api.GET("/ideas/{ideaId}/needs", { params: { path: { ideaId }, query: { limit: 100 } } })))
        .needs,
  });

/** What people have promised an idea, the latest first. */
export const commitmentsQuery = (ideaId: string) =>
  infiniteQueryOptions({
    queryKey: ["help", "commitments", ideaId],
    queryFn: ({ pageParam }) =>
      read(api.GET("/ideas/{ideaId}/commitments", { params: { path: { ideaId }, query: piece(pageParam) } })),
    ...on,
  });

export const needMatchesQuery = (needId: string) =>
  queryOptions({
    queryKey: ["help", "matches", needId],
    queryFn: async () =>
      (await read(api.GET("/needs/{needId}/matches", { params: { path: { needId } } }))).matches,
  });

export const offerMatchesQuery = (offerId: string) =>
  queryOptions({
    queryKey: ["help", "matches", offerId],
    queryFn: async () =>
      (await read(api.GET("/offers/{offerId}/matches", { params: { path: { offerId } } }))).matches,
  });

/** The reader's own needs that the offer of another fits. */
export const ownNeedsQuery = (offerId: string) =>
  queryOptions({
    queryKey: ["help", "own-needs", offerId],
    queryFn: async () =>
      (await read(api.GET("/offers/{offerId}/own-needs", { params: { path: { offerId } } }))).matches,
  });

/** What ideas lack, everywhere. */
export const openNeedsQuery = ({ kind, topic, district }: OffersSearch) =>
  infiniteQueryOptions({
    queryKey: ["help", "open-needs", kind, topic, district],
    queryFn: ({ pageParam }) => {
      const query = {
        ...piece(pageParam),
        ...(kind && { kind }),
        ...(topic && { topic }),
        ...(district && { districtId: district }),
      };
      return read(api.GET("/needs", { params: { query } }));
    },
    ...on,
  });

/** Offers that everybody sees. */
export const offersQuery = (search: OffersSearch, ownerId?: string) =>
  infiniteQueryOptions({
    queryKey: ["help", "offers", search, ownerId],
    queryFn: ({ pageParam }) => {
      const { kind, topic, district } = search;
      const query = {
        ...piece(pageParam),
        ...(kind && { kind }),
        ...(topic && { topic }),
        ...(district && { districtId: district }),
        ...(ownerId && { ownerId }),
      };
      return read(api.GET("/offers", { params: { query } }));
    },
    ...on,
  });

/** One's own offers, or those of an organisation. */
export const myOffersQuery = (organisationId: string) =>
  infiniteQueryOptions({
    queryKey: ["help", "mine", organisationId],
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/me/offers", {
          params: { query: { ...piece(pageParam), ...(organisationId && { organisationId }) } },
        }),
      ),
    ...on,
  });

export const contactsQuery = (incoming: boolean) =>
  infiniteQueryOptions({
    queryKey: ["help", "contacts", incoming],
    queryFn: ({ pageParam }) =>
      read(api.GET("/me/contacts", { params: { query: { ...piece(pageParam), incoming } } })),
    ...on,
  });

/** What the reader has asked, or been asked, about what an idea lacks, or any idea: the latest hundred. */
export const ownContactsQuery = (ideaId?: string) =>
  queryOptions({
    queryKey: ["help", "contacts", "about", ideaId],
    queryFn: async () => {
      const query = { limit: 100, ...(ideaId && { ideaId }) };
      return (await read(api.GET("/me/contacts", { params: { query } }))).contacts;
    },
  });

export const blocksQuery = queryOptions({
  queryKey: ["help", "blocks"],
  queryFn: async () =>
    (await read(api.GET("/me/blocks", { params: { query: { limit: 100 } } }))).participants,
});

/** Whatever changes with needs and offers is read anew. */
function useChange<T, B>(send: (body: B) => Promise<T>, settled?: () => void) {
  const client = useQueryClient();
  return useMutation<T, ApiError, B>({
    mutationFn: send,
    onSettled: (_, error) => {
      // After a lost answer the same is sent again, with the same key.
      if (!error || (error.status >= 400 && error.status < 500)) settled?.();
      return client.invalidateQueries({ queryKey: ["help"] });
    },
  });
}

/** As useChange, for what makes something. A refused form is sent again with other content, which the key must not be bound to. */
function useCreate<T, B>(send: (body: B, header: ReturnType<Key["header"]>) => Promise<T>) {
  const key = useIdempotencyKey();
  return useChange<T, B>((body) => send(body, key.header()), key.next);
}

type Key = ReturnType<typeof useIdempotencyKey>;

export const useStateNeed = (ideaId: string) =>
  useCreate<Schema["Need"], Schema["NeedCreate"]>((body, header) =>
    read(api.POST("/ideas/{ideaId}/needs", { params: { path: { ideaId }, header }, body })),
  );

export const useEditNeed = ({ id, version }: Schema["Need"]) =>
  useChange<Schema["Need"], Schema["NeedEdit"]>((body) =>
    read(api.PATCH("/needs/{needId}", { params: { path: { needId: id }, header: tag(version) }, body })),
  );

export const useNeedState = ({ id, version }: Schema["Need"]) =>
  useChange<Schema["Need"], Schema["NeedStateEdit"]>((body) =>
    read(api.PUT("/needs/{needId}/state", { params: { path: { needId: id }, header: tag(version) }, body })),
  );

export const useMakeOffer = () =>
  useCreate<Schema["Offer"], Schema["OfferCreate"]>((body, header) =>
    read(api.POST("/offers", { params: { header }, body })),
  );

export const useEditOffer = ({ id, version }: Schema["Offer"]) =>
  useChange<Schema["Offer"], Schema["OfferEdit"]>((body) =>
    read(api.PATCH("/offers/{offerId}", { params: { path: { offerId: id }, header: tag(version) }, body })),
  );

export const useOfferState = ({ id, version }: Schema["Offer"]) =>
  useChange<Schema["Offer"], Schema["OfferStateEdit"]>((body) =>
    read(
      api.PUT("/offers/{offerId}/state", { params: { path: { offerId: id }, header: tag(version) }, body }),
    ),
  );

export const useAsk = () =>
  useCreate<Schema["Contact"], Schema["ContactCreate"]>((body, header) =>
    read(api.POST("/contacts", { params: { header }, body })),
  );

export const useContactState = (contactId: string) =>
  useChange<Schema["Contact"], Schema["ContactStateEdit"]>((body) =>
    read(api.PUT("/contacts/{contactId}/state", { params: { path: { contactId } }, body })),
  );

export const useCommit = (contactId: string) =>
  useCreate<Schema["Commitment"], Schema["CommitmentCreate"]>((body, header) =>
    read(api.POST("/contacts/{contactId}/commitments", { params: { path: { contactId }, header }, body })),
  );

export const useTakeBack = (commitmentId: string) =>
  useChange<unknown, undefined>(() =>
    read(api.DELETE("/commitments/{commitmentId}", { params: { path: { commitmentId } } })),
  );

export const useOutcome = ({ id, version }: Schema["Commitment"]) =>
  useChange<Schema["Commitment"], Schema["OutcomeEdit"]>((body) =>
    read(
      api.PUT("/commitments/{commitmentId}/outcome", {
        params: { path: { commitmentId: id }, header: tag(version) },
        body,
      }),
    ),
  );

/** Blocks a participant, or lets them ask again. */
export const useBlock = (participantId: string) =>
  useChange<unknown, boolean>((block) => {
    const params = { path: { participantId } };
    return read(
      block
        ? api.PUT("/me/blocks/{participantId}", { params })
        : api.DELETE("/me/blocks/{participantId}", { params }),
    );
  });
