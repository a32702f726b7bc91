import { Trans, useLingui } from "@lingui/react/macro";
import { CoAuthors } from "@/features/coauthor/CoAuthors";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import { HandOver } from "@/features/handover/HandOver";
import { ProposeMerge } from "@/features/merge/ProposeMerge";
import { ReportButton } from "@/features/moderation/ReportButton";
import { useIdeaRelation } from "@/features/vote/queries";
import type { Schema, Tagged } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { Button, LinkButton } from "@/ui/Button";
import { useIdeaStep } from "./use-idea-step";

type Props = { idea: Tagged<Schema["Idea"]> };

/** What the reader may do with the idea itself: edit and withdraw their own, report or judge others'. */
export function IdeaActions({ idea }: Props) {
  const { id, state, author } = idea.value;
  const { me } = useSession();
  const may = useIdeaRelation(id)?.permissions ?? [];
  const { busy, step } = useIdeaStep(idea);
  const review = may.includes("review");
  // Its author invites; who took it over from another does not withdraw it.
  const own = me?.id === author.id || may.includes("withdraw") || may.includes("invite-co-authors");
  const others = (state === "published" || state === "merged") && !own;
  return (
    <>
      {may.includes("edit") && (
        <LinkButton to="/ideas/$ideaId/edit" params={{ ideaId: id }} variant="plain">
          <Trans>Ändra idén</Trans>
        </LinkButton>
      )}
      {may.includes("withdraw") && (
        <Withdraw waits={state === "waiting"} busy={busy} onWithdraw={() => step("withdrawn")} />
      )}
      {may.includes("propose-merge") && <ProposeMerge idea={idea.value} />}
      {may.includes("hand-over") && <HandOver idea={idea.value} own={own} />}
      <CoAuthors idea={idea.value} invites={may.includes("invite-co-authors")} />
      {(review || others) && <ReportButton thing={{ kind: "idea", id }} review={review} />}
    </>
  );
}

/** Publishes a draft, or brings back what was withdrawn, for whoever may. */
export function PublishIdea({ idea }: Props) {
  const { id, state } = idea.value;
  const may = useIdeaRelation(id)?.permissions ?? [];
  const { busy, step } = useIdeaStep(idea);
  if (state === "published" || !may.includes("publish")) return null;
  return (
    <Button variant="primary" busy={busy} onClick={() => step("published")}>
      {state === "draft" ? <Trans>Publicera idén</Trans> : <Trans>Ta fram idén igen</Trans>}
    </Button>
  );
}

type WithdrawProps = {
  /** Nobody has let it through yet. */
  waits: boolean;
  busy: boolean;
  onWithdraw: () => void;
};

function Withdraw({ waits, busy, onWithdraw }: WithdrawProps) {
  const { t } = useLingui();
  const words = waits
    ? t`Idén blir ett utkast igen. Då kan du ändra den och publicera den på nytt.`
    : t`Texten, rösterna och samtalet slutar visas, men alla ser att här fanns en idé. Du kan ta fram den igen när du vill.`;
  return (
    <ConfirmButton
      variant="plain"
      label={t`Dra tillbaka idén`}
      title={t`Dra tillbaka idén?`}
      busy={busy}
      onConfirm={onWithdraw}
    >
      <p>{words}</p>
    </ConfirmButton>
  );
}
