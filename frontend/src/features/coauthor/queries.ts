import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read, type Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";

/** Who writes an idea with its author, and who is invited to as far as the person with this id knows. */
export const coAuthorsQuery = (meId: string, ideaId: string) =>
  queryOptions({
    queryKey: ["coAuthors", meId, ideaId],
    queryFn: () => read(api.GET("/ideas/{ideaId}/co-authors", { params: { path: { ideaId } } })),
    enabled: meId !== "",
  });

/** What changes with who writes an idea is read anew, wherever it stands. */
function useChange(change: (participantId: string) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation<unknown, ApiError, Schema["ParticipantRef"]>({
    mutationFn: ({ id }) => change(id),
    // Also what failed since somebody was faster shows what they did.
    onSettled: () => {
      for (const key of ["coAuthors", "ideas", "relations"])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** Asks somebody to write an idea with its author. */
export const useInvite = (ideaId: string) =>
  useChange((participantId) =>
    read(
      api.PUT("/ideas/{ideaId}/co-authors/{participantId}", { params: { path: { ideaId, participantId } } }),
    ),
  );

/** Says yes to writing an idea with its author. */
export const useAccept = (ideaId: string) =>
  useChange((participantId) =>
    read(
      api.PUT("/ideas/{ideaId}/co-authors/{participantId}/acceptance", {
        params: { path: { ideaId, participantId } },
      }),
    ),
  );

/** Says no, leaves, removes somebody, or takes an invitation back. */
export const useEnd = (ideaId: string) =>
  useChange((participantId) =>
    read(
      api.DELETE("/ideas/{ideaId}/co-authors/{participantId}", {
        params: { path: { ideaId, participantId } },
      }),
    ),
  );
