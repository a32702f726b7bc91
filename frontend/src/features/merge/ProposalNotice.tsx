import { Trans, useLingui } from "@lingui/react/macro";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { useSession } from "@/lib/use-session";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { Notice } from "@/ui/Notice";
import { useToast } from "@/ui/Toast";
import { Decide } from "./Decide";
import { Decline } from "./Decline";
import { IdeaName } from "./IdeaName";
import { useMergeStep } from "./queries";

/** A proposal that waits, with what the reader may answer. */
export function ProposalNotice({ proposal }: { proposal: Schema["MergeProposal"] }) {
  const { t } = useLingui();
  const title =
    proposal.capacity === "member"
      ? t`Någon tycker att två idéer hör ihop`
      : t`Förslag om att slå ihop två idéer`;
  return (
    <Notice title={title}>
      <ProposalWords proposal={proposal} />
      <Answers proposal={proposal} />
    </Notice>
  );
}

/** Who proposes what and why, who has answered and who has not. */
export function ProposalWords({ proposal }: { proposal: Schema["MergeProposal"] }) {
  const { me } = useSession();
  const { idea, into, proposedBy } = proposal;
  const name = <bdi>{proposedBy.displayName}</bdi>;
  const part = <IdeaName idea={idea} />;
  const whole = <IdeaName idea={into} />;
  return (
    <div className={question.words}>
      <p>
        {me?.id === proposedBy.id ? (
          <Trans>
            Du föreslår att {part} blir en del av {whole}.
          </Trans>
        ) : (
          <Trans>
            {name} föreslår att {part} blir en del av {whole}.
          </Trans>
        )}
      </p>
      <p className={question.reason} dir="auto">
        {proposal.reason}
      </p>
      <p className={question.soft}>
        <WhoAnswered proposal={proposal} />{" "}
        <Trans>
          Förslaget gäller till <DateTime at={proposal.expiresAt} />. Säger båda ja slås idéerna ihop; det går
          att ångra.
        </Trans>
      </p>
    </div>
  );
}

function WhoAnswered({ proposal }: { proposal: Schema["MergeProposal"] }) {
  const { idea, into, ideaAgreed, intoAgreed, permissions } = proposal;
  const agreed = ideaAgreed ? idea : into;
  const yes = <IdeaName idea={agreed} />;
  const waits = <IdeaName idea={agreed === idea ? into : idea} />;
  if (!ideaAgreed && !intoAgreed) return <Trans>Ingen av dem som skrev idéerna har svarat än.</Trans>;
  // Who wrote an idea, and has nothing left to agree to, has agreed.
  if (permissions.includes("decline") && !permissions.includes("agree"))
    return <Trans>Du har sagt ja. Nu väntar förslaget på den som skrev {waits}.</Trans>;
  return (
    <Trans>
      Den som skrev {yes} har sagt ja. Den som skrev {waits} har inte svarat än.
    </Trans>
  );
}

function Answers({ proposal }: { proposal: Schema["MergeProposal"] }) {
  const { t } = useLingui();
  const toast = useToast();
  const step = useMergeStep(proposal);
  const may = proposal.permissions;
  const go = (to: "agree" | "take-back", text: string) => {
    if (step.isPending) return;
    step.mutate(
      { step: to },
      { onSuccess: () => toast({ text }), onError: (error) => toast({ text: errorText(error) }) },
    );
  };
  if (may.length === 0) return null;
  return (
    <div className={question.buttons}>
      {may.includes("agree") && (
        <Button
          variant="primary"
          busy={step.isPending}
          onClick={() => go("agree", t`Du har sagt ja till förslaget.`)}
        >
          <Trans>Säg ja</Trans>
        </Button>
      )}
      {may.includes("decline") && !may.includes("take-back") && <Decline proposal={proposal} />}
      {may.includes("decide") && <Decide proposal={proposal} />}
      {may.includes("take-back") && (
        <Button
          variant="plain"
          busy={step.isPending}
          onClick={() => go("take-back", t`Förslaget är tillbakataget.`)}
        >
          <Trans>Ta tillbaka förslaget</Trans>
        </Button>
      )}
    </div>
  );
}
