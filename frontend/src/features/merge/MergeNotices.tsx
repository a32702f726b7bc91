import { useQuery } from "@tanstack/react-query";
import { useIdeaRelation } from "@/features/vote/queries";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import styles from "./Merge.module.css";
import { MoveVote } from "./MoveVote";
import { PartOf } from "./PartOf";
import { ProposalNotice } from "./ProposalNotice";
import { proposalsQuery } from "./queries";

/** What a merge means for this idea and this reader: what it is part of, a vote to move, proposals to answer. */
export function MergeNotices({ idea }: { idea: Schema["Idea"] }) {
  const { me } = useSession();
  const moves = useIdeaRelation(idea.id)?.voteMoves ?? [];
  const proposals =
    useQuery({ ...proposalsQuery(me?.id ?? "", idea.id), enabled: me !== undefined }).data ?? [];
  const waiting = proposals.filter((one) => one.state === "proposed");
  const inForce = proposals.find((one) => one.state === "merged" && one.idea.id === idea.id);
  if (idea.state !== "merged" && moves.length === 0 && waiting.length === 0) return null;
  return (
    <div className={styles.notices}>
      {idea.state === "merged" && <PartOf idea={idea} proposal={inForce} />}
      {moves.map((move) => (
        <MoveVote key={move.mergeId} move={move} ideaId={idea.id} />
      ))}
      {waiting.map((proposal) => (
        <ProposalNotice key={proposal.id} proposal={proposal} />
      ))}
    </div>
  );
}
