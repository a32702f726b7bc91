import { Trans, useLingui } from "@lingui/react/macro";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { LinkButton } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Undo } from "./Undo";

type Props = {
  idea: Schema["Idea"];
  /** By which it was merged, where the reader is a party to it. */
  proposal?: Schema["MergeProposal"] | undefined;
};

/** Leads on from an idea to the one that it is part of. */
export function PartOf({ idea, proposal }: Props) {
  const { t } = useLingui();
  const whole = idea.mergedInto;
  return (
    <Notice title={t`Den här idén ingår i en annan`}>
      <p>
        {whole ? (
          <Trans>
            Den lever vidare i <bdi className={question.name}>{whole.title}</bdi>. Här står texten, rösterna
            och samtalet kvar att läsa.
          </Trans>
        ) : (
          <Trans>Idén som den ingår i visas inte just nu. Här står texten och samtalet kvar att läsa.</Trans>
        )}
      </p>
      <div className={question.buttons}>
        {whole && (
          <LinkButton variant="primary" to="/ideas/$ideaId" params={{ ideaId: whole.id }}>
            <Trans>Gå till idén</Trans>
          </LinkButton>
        )}
        {proposal?.permissions.includes("undo") && <Undo proposal={proposal} />}
      </div>
    </Notice>
  );
}
