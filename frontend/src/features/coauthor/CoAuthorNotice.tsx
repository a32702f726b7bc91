import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useToast } from "@/ui/Toast";
import styles from "./CoAuthor.module.css";
import { coAuthorsQuery, useAccept, useEnd } from "./queries";

/** That the reader, or an organisation of theirs, is invited to write an idea with its author. */
export function CoAuthorNotice({ idea }: { idea: Schema["Idea"] }) {
  const { me } = useSession();
  const query = useQuery(coAuthorsQuery(me?.id ?? "", idea.id));
  const invited = query.data?.coAuthors.find(({ permissions }) => permissions.includes("accept"));
  if (idea.state !== "published" || !me || !invited) return null;
  const author = <bdi>{idea.author.displayName}</bdi>;
  const whom = <bdi>{invited.participant.displayName}</bdi>;
  return (
    <div className={styles.notice}>
      <Notice title={<Trans>Vill du skriva med i idén?</Trans>}>
        <p className={question.words}>
          {invited.participant.id === me.id ? (
            <Trans>
              {author} bjuder in dig som medförfattare. Då kan du ändra texten, och ditt namn står bredvid
              författarens. Du kan sluta när du vill.
            </Trans>
          ) : (
            <Trans>
              {author} bjuder in {whom} som medförfattare. Då kan ni ändra texten, och organisationens namn
              står bredvid författarens. Ni kan sluta när ni vill.
            </Trans>
          )}
        </p>
        <Answers ideaId={idea.id} participant={invited.participant} />
      </Notice>
    </div>
  );
}

function Answers({ ideaId, participant }: { ideaId: string; participant: Schema["ParticipantRef"] }) {
  const { t } = useLingui();
  const toast = useToast();
  const accept = useAccept(ideaId);
  const decline = useEnd(ideaId);
  const answer = (change: typeof accept, text: string) => {
    if (accept.isPending || decline.isPending) return;
    change.mutate(participant, {
      onSuccess: () => toast({ text }),
      onError: (error) => toast({ text: errorText(error) }),
    });
  };
  return (
    <div className={question.buttons}>
      <Button
        variant="primary"
        busy={accept.isPending}
        onClick={() => answer(accept, t`Välkommen som medförfattare.`)}
      >
        <Trans>Skriv med</Trans>
      </Button>
      <Button busy={decline.isPending} onClick={() => answer(decline, t`Du har tackat nej.`)}>
        <Trans>Tacka nej</Trans>
      </Button>
    </div>
  );
}
