import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import question from "@/features/editing/Question.module.css";
import { missing } from "@/features/editing/required";
import { PersonPicker } from "@/features/handover/PersonPicker";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorState } from "@/ui/ErrorState";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { Skeleton } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import styles from "./CoAuthor.module.css";
import { CoAuthorRow } from "./CoAuthorRow";
import { coAuthorsQuery, useInvite } from "./queries";

type Props = { idea: Schema["Idea"]; open: boolean; onClose: () => void };

/** As many as an idea may have, with those who are invited. */
const MOST = 10;

/** Who writes an idea with its author, and inviting one more. */
export function CoAuthorsDialog({ idea, open, onClose }: Props) {
  const { t } = useLingui();
  const id = useId();
  const { me } = useSession();
  const query = useQuery(coAuthorsQuery(me?.id ?? "", idea.id));
  const all = query.data?.coAuthors ?? [];
  const form = useInvitation(idea.id);
  const full = all.length >= MOST;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Medförfattare`}
      actions={
        <>
          {!full && (
            <Button variant="primary" type="submit" form={id} busy={form.busy}>
              <Trans>Bjud in</Trans>
            </Button>
          )}
          <Button onClick={onClose}>
            <Trans>Stäng</Trans>
          </Button>
        </>
      }
    >
      <p className={question.lead}>
        <Trans>
          Den som tackar ja kan ändra texten och står med namn bredvid dig. Historiken visar vem som ändrade
          vad.
        </Trans>
      </p>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={2} />}
      {all.length > 0 && (
        <ul className={styles.list}>
          {all.map((coAuthor) => (
            <CoAuthorRow key={coAuthor.participant.id} ideaId={idea.id} coAuthor={coAuthor} />
          ))}
        </ul>
      )}
      {full ? (
        <p>
          <Trans>En idé har högst tio medförfattare, med dem som är inbjudna.</Trans>
        </p>
      ) : (
        <form id={id} className={question.form} noValidate onSubmit={form.send}>
          <FormErrors error={form.error} labels={{ participantId: t`Vem vill du bjuda in?` }} />
          <PersonPicker
            // Whom one looked for is in the list above by now.
            key={all.length}
            ideaId={idea.id}
            but={[idea.author.id, ...all.map(({ participant }) => participant.id)]}
            name="participantId"
            label={t`Vem vill du bjuda in?`}
            value={form.whom}
            onChange={form.setWhom}
            error={fieldError(form.error, "participantId")}
          />
        </form>
      )}
    </Dialog>
  );
}

function useInvitation(ideaId: string) {
  const { t } = useLingui();
  const toast = useToast();
  const invite = useInvite(ideaId);
  const [whom, setWhom] = useState<Schema["ParticipantRef"]>();
  const [early, setEarly] = useState<ApiError>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fault = missing({ participantId: whom?.id ?? "" }, ["participantId"]);
    setEarly(fault);
    if (fault || !whom || invite.isPending) return;
    const onSuccess = () => {
      setWhom(undefined);
      toast({ text: t`Inbjudan är skickad.` });
    };
    invite.mutate(whom, { onSuccess });
  };
  return { send, busy: invite.isPending, error: early ?? invite.error, whom, setWhom };
}
