import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import { formatDate } from "@/lib/format";
import { cx } from "./cx";
import { challengeStateLabel, ideaStateLabel, phaseLabel, workshopStateLabel } from "./labels";
import styles from "./Tag.module.css";

export type TagTone = "on" | "neutral" | "done" | "stopped";

/** A state in one or two words. Its sign differs by shape too, never by colour alone. */
export function Tag({ tone = "neutral", children }: { tone?: TagTone; children: ReactNode }) {
  return <span className={cx(styles.tag, styles[tone])}>{children}</span>;
}

const challengeTones = { draft: "neutral", open: "on", closed: "done", archived: "neutral" } as const;
const ideaTones = {
  draft: "neutral",
  waiting: "neutral",
  published: "on",
  withdrawn: "neutral",
  hidden: "stopped",
  merged: "neutral",
} as const;
const workshopTones = { draft: "neutral", published: "on", cancelled: "stopped" } as const;

export const ChallengeStateTag = ({ state }: { state: Schema["ChallengeState"] }) => (
  <Tag tone={challengeTones[state]}>{challengeStateLabel(state)}</Tag>
);

function OpensTag({ at }: { at: string }) {
  const day = formatDate(at, "short-date");
  return (
    <Tag>
      <Trans>Öppnar {day}</Trans>
    </Tag>
  );
}

/** Where a published challenge stands: still to open, in the phase that runs, or else in its state. */
export function StandingTag({
  challenge: { state, phase, opensAt },
}: {
  challenge: Schema["ChallengeSummary"];
}) {
  if (state === "open" && !phase && opensAt && Date.parse(opensAt) > Date.now())
    return <OpensTag at={opensAt} />;
  if (!phase || state === "draft" || state === "archived") return <ChallengeStateTag state={state} />;
  const takes = phase.open.some((act) => act === "posting" || act === "voting");
  return <Tag tone={takes ? "on" : "neutral"}>{phaseLabel(phase.kind)}</Tag>;
}

export const IdeaStateTag = ({ state }: { state: Schema["IdeaState"] }) => (
  <Tag tone={ideaTones[state]}>{ideaStateLabel(state)}</Tag>
);

export const WorkshopStateTag = ({ state }: { state: Schema["WorkshopState"] }) => (
  <Tag tone={workshopTones[state]}>{workshopStateLabel(state)}</Tag>
);
