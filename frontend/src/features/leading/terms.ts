import type { Schema } from "@/lib/api";
import { endOfDay, lastDay } from "@/lib/local-time";

/** What a form of an assignment holds: as what, and until which day; empty is until it is taken back. */
export type Terms = { role: Schema["LeadRole"]; day: string };

export const termsOf = ({ role, endsAt }: Schema["LeadTerms"]): Terms => ({
  role,
  day: endsAt ? lastDay(endsAt) : "",
});

/** An assignment counts all of its last day. */
export function toTerms({ role, day }: Terms): Schema["LeadTerms"] {
  const endsAt = day && endOfDay(day);
  return { role, ...(endsAt && { endsAt }) };
}
