import type { Schema } from "@/lib/api";
import { oneOf, text } from "@/lib/search-params";

export const challengeStates = ["open", "closed", "archived"] as const satisfies Schema["ChallengeState"][];

export type ChallengesSearch = { q?: string; state?: (typeof challengeStates)[number]; focusAreaId?: string };

/** What the address of the list of challenges may hold; anything else is dropped. The search needs two characters. */
export function parseChallengesSearch(search: Record<string, unknown>): ChallengesSearch {
  const q = text("q", search).q?.trim() ?? "";
  const { focusAreaId = "" } = text("focusAreaId", search);
  return {
    ...(q.length >= 2 ? { q } : {}),
    ...oneOf("state", challengeStates, search),
    ...(/^[\da-f-]{36}$/i.test(focusAreaId) ? { focusAreaId } : {}),
  };
}
