import type { Schema } from "@/lib/api";
import { Tag } from "@/ui/Tag";
import { stateLabel } from "./words";

const tones = { active: "on", suspended: "stopped", disabled: "stopped" } as const;

/** What an account may do at all. */
export const PersonStateTag = ({ state }: { state: Schema["PersonState"] }) => (
  <Tag tone={tones[state]}>{stateLabel(state)}</Tag>
);
