import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorState } from "@/ui/ErrorState";
import { useToast } from "@/ui/Toast";
import type { Comment } from "./merge";
import { useDeleteComment } from "./mutations";

type Props = { comment: Comment; onDeleted: () => void };

/** Asks, then deletes: this cannot be undone. */
export function DeleteComment({ comment, onDeleted }: Props) {
  const { t } = useLingui();
  const { me } = useSession();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const own = comment.author?.id === me?.id;
  const remove = useDeleteComment(comment, own);
  const press = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        setAsking(false);
        toast({ text: t`Kommentaren är borttagen.` });
        onDeleted();
      },
    });
  return (
    <>
      <Button variant="plain" onClick={() => setAsking(true)}>
        <Trans>Ta bort</Trans>
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={own ? t`Ta bort din kommentar?` : t`Ta bort kommentaren?`}
        actions={
          <>
            <Button variant="danger" busy={remove.isPending} onClick={press}>
              <Trans>Ta bort</Trans>
            </Button>
            <Button onClick={() => setAsking(false)}>
              <Trans>Behåll</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>Texten försvinner för alla och går inte att få tillbaka. Svaren på den står kvar.</Trans>
        </p>
        {remove.isError && <ErrorState error={remove.error} />}
      </Dialog>
    </>
  );
}
