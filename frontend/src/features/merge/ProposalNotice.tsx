import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { Notice } from "@/ui/Notice";
import { useToast } from "@/ui/Toast";
import { Decide } from "./Decide";
import { Decline } from "./Decline";
import { IdeaName } from "./IdeaName";
import styles from "./Merge.module.css";
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

/** Who proposes what and why, and who has agreed. */
export function ProposalWords({ proposal }: { proposal: Schema["MergeProposal"] }) {
  const { idea, into, proposedBy, ideaAgreed, intoAgreed } = proposal;
  const name = <bdi>{proposedBy.displayName}</bdi>;
  const part = <IdeaName idea={idea} />;
  const whole = <IdeaName idea={into} />;
  return (
    <div className={styles.words}>
      <p>
        <Trans>
          {name} föreslår att {part} blir en del av {whole}.
        </Trans>
      </p>
      <p className={styles.reason} dir="auto">
        {proposal.reason}
      </p>
      <p className={styles.soft}>
        {ideaAgreed && <Trans>Den som skrev {part} har sagt ja.</Trans>}{" "}
        {intoAgreed && <Trans>Den som skrev {whole} har sagt ja.</Trans>}{" "}
        <Trans>
          Förslaget gäller till <DateTime at={proposal.expiresAt} />. Säger båda ja slås idéerna ihop; det går
          att ångra.
        </Trans>
      </p>
    </div>
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
    <div className={styles.buttons}>
      {may.includes("agree") && (
        <Button
          variant="primary"
          busy={step.isPending}
          onClick={() => go("agree", t`Du har sagt ja till förslaget.`)}
        >
          <Trans>Säg ja</Trans>
        </Button>
      )}
      {may.includes("decline") && <Decline proposal={proposal} />}
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
