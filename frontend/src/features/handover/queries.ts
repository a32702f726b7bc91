import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useIdempotencyKey } from "@/lib/idempotency";

type Handover = Schema["Handover"];

/** How an idea changed hands, and whom it is offered to as far as the person with this id knows, the latest first. */
export const handoversQuery = (meId: string, ideaId: string) =>
  infiniteQueryOptions({
    queryKey: ["handovers", meId, ideaId],
    queryFn: ({ pageParam }) => {
      const query = pageParam ? { limit: 20, cursor: pageParam } : { limit: 20 };
      return read(api.GET("/ideas/{ideaId}/handovers", { params: { path: { ideaId }, query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last._meta.nextCursor,
  });

/** What changes with an idea's author is read anew, wherever it stands. */
function useReadAnew() {
  const client = useQueryClient();
  return () => {
    for (const key of ["handovers", "ideas", "relations"]) void client.invalidateQueries({ queryKey: [key] });
  };
}

/** Offers an idea to another author; pressed twice it is offered once. */
export function useOfferIdea(ideaId: string) {
  const key = useIdempotencyKey();
  const anew = useReadAnew();
  return useMutation<Handover, ApiError, Schema["HandoverCreate"]>({
    mutationFn: (body) => {
      const params = { path: { ideaId }, header: key.header() };
      return read(api.POST("/ideas/{ideaId}/handovers", { params, body }));
    },
    onSuccess: () => {
      key.next();
      anew();
    },
  });
}

/** Answers an offer from where it was read, or takes it back. */
export function useSettle({ id, version }: Pick<Handover, "id" | "version">) {
  const anew = useReadAnew();
  const params = { path: { handoverId: id }, header: ifMatch(`"${version}"`) };
  return useMutation<Handover, ApiError, Schema["HandoverStep"]>({
    mutationFn: (body) => read(api.PUT("/handovers/{handoverId}/state", { params, body })),
    // Also what failed since somebody was faster shows what they did.
    onSettled: anew,
  });
}
