import { Trans, useLingui } from "@lingui/react/macro";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { useToast } from "@/ui/Toast";
import { useMoveVote } from "./queries";

type Props = {
  move: Schema["VoteMove"];
  /** The idea on whose page this stands: either of the two. */
  ideaId: string;
};

/** Asks for the reader's own vote, which moves when they say so and not before. */
export function MoveVote({ move, ideaId }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const mutation = useMoveVote(move.mergeId);
  const press = () => {
    if (mutation.isPending) return;
    mutation.mutate(undefined, {
      onSuccess: () => toast({ text: t`Din röst är flyttad.` }),
      onError: (error) => toast({ text: errorText(error) }),
    });
  };
  if (move.already)
    return (
      <Notice>
        <p>
          <Already move={move} here={ideaId === move.to.id} />
        </p>
      </Notice>
    );
  return (
    <Notice title={move.back ? t`Vill du flytta tillbaka din röst?` : t`Vill du flytta din röst?`}>
      <p>
        <Question move={move} here={ideaId === move.to.id} />{" "}
        <Trans>Den flyttas bara om du vill, och ingen annan får veta hur du gör.</Trans>
      </p>
      <div className={question.buttons}>
        <Button variant="primary" busy={mutation.isPending} onClick={press}>
          {move.back ? <Trans>Flytta tillbaka min röst</Trans> : <Trans>Flytta min röst</Trans>}
        </Button>
      </div>
    </Notice>
  );
}

function Question({ move, here }: { move: Schema["VoteMove"]; here: boolean }) {
  const title = <bdi className={question.name}>{move.to.title}</bdi>;
  if (move.back && here)
    return (
      <Trans>
        Den här idén står för sig själv igen, och du flyttade din röst när den gick ihop med en annan.
      </Trans>
    );
  if (move.back) return <Trans>{title} står för sig själv igen, och din röst därifrån ligger här.</Trans>;
  if (here) return <Trans>Du har röstat på en idé som nu ingår i den här.</Trans>;
  return <Trans>Du har röstat på den här idén, som nu ingår i {title}.</Trans>;
}

function Already({ move, here }: { move: Schema["VoteMove"]; here: boolean }) {
  const title = <bdi className={question.name}>{move.to.title}</bdi>;
  if (here)
    return (
      <Trans>Du har röstat på den här idén och på en som hör ihop med den. Ingen röst behöver flyttas.</Trans>
    );
  return <Trans>Du har redan röstat på {title}, så ingen röst behöver flyttas.</Trans>;
}
