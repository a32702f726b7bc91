import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import { Tag, type TagTone } from "./Tag";

type Stage = Schema["IdeaStage"];

export function stageLabel(stage: Stage): string {
  return {
    published: t`Ny`,
    "in-dialogue": t`I dialog`,
    accepted: t`Antagen`,
    "partly-accepted": t`Delvis antagen`,
    declined: t`Avslagen`,
    "in-progress": t`Pågår`,
    done: t`Genomförd`,
    paused: t`Pausad`,
    dropped: t`Nedlagd`,
  }[stage];
}

const tones: { [stage in Stage]?: TagTone } = {
  declined: "stopped",
  done: "done",
  paused: "neutral",
  dropped: "neutral",
};

/** What has become of an idea. */
export const StageTag = ({ stage }: { stage: Stage }) => (
  <Tag tone={tones[stage] ?? "on"}>{stageLabel(stage)}</Tag>
);
