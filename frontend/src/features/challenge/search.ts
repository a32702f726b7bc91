import type { Schema } from "@/lib/api";
import { oneOf, text } from "@/lib/search-params";

const states = ["open", "closed", "archived"] as const satisfies Schema["ChallengeState"][];

export type ChallengesSearch = { q?: string; state?: (typeof states)[number] };

/** What the address of the list of challenges may hold; anything else is dropped. */
export const parseChallengesSearch = (search: Record<string, unknown>): ChallengesSearch => ({
  ...text("q", search),
  ...oneOf("state", states, search),
});
