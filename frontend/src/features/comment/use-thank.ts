import { useLingui } from "@lingui/react/macro";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "@/lib/announce";
import { api, read } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { asApiError } from "@/lib/errors";
import { useToast } from "@/ui/Toast";
import { changeInCache } from "./cache";
import type { Comment } from "./merge";
import type { CommentRelation } from "./queries";

/** Thanks for a comment as `meId`, or takes that back. It shows at once; what is refused goes back, and is told. */
export function useThank(meId: string, comment: Comment) {
  const { t } = useLingui();
  const client = useQueryClient();
  const toast = useToast();
  const show = (thanked: boolean, count: (now: number) => number) => {
    changeInCache(client, comment, (old) => ({ ...old, thankCount: count(old.thankCount) }));
    showRelation(client, meId, comment.id, thanked);
  };
  const params = { path: { commentId: comment.id } };
  const mutation = useMutation({
    scope: { id: `thanks-${comment.id}` },
    networkMode: "always",
    mutationFn: (thanked: boolean) =>
      read(
        thanked
          ? api.PUT("/comments/{commentId}/thanks", { params })
          : api.DELETE("/comments/{commentId}/thanks", { params }),
      ),
    onMutate: (thanked) => {
      show(thanked, (now) => Math.max(0, now + (thanked ? 1 : -1)));
      announce(thanked ? t`Du tackar.` : t`Ditt tack är taget tillbaka.`);
    },
    onSuccess: (answer, thanked) => show(thanked, () => answer.thankCount),
    onError: (error, thanked) => {
      show(!thanked, (now) => Math.max(0, now + (thanked ? -1 : 1)));
      toast({ text: errorText(asApiError(error)) });
    },
  });
  return (thanked: boolean) => {
    if (!mutation.isPending) mutation.mutate(thanked);
  };
}

function showRelation(client: QueryClient, meId: string, commentId: string, thanked: boolean) {
  client.setQueriesData<CommentRelation[]>({ queryKey: ["relations", meId, "comments"] }, (old) =>
    old?.map((relation) => (relation.commentId === commentId ? { ...relation, thanked } : relation)),
  );
}
