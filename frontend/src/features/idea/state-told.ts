import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

/** What is said when an idea has just come to a state. */
export function stateTold(state: Schema["IdeaState"]): string {
  if (state === "waiting") return t`Tack. En moderator läser idén innan andra får se den.`;
  if (state === "withdrawn") return t`Idén är tillbakadragen.`;
  if (state === "draft") return t`Idén är ett utkast igen.`;
  return t`Idén är publicerad.`;
}
