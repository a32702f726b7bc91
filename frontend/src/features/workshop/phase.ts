import type { Schema } from "@/lib/api";

export type Phase = "draft" | "cancelled" | "coming" | "under-way" | "past";

/** Where a workshop is between being written and being over. `now` is milliseconds since 1970. */
export function phaseOf(
  { state, startsAt, endsAt }: Pick<Schema["WorkshopSummary"], "state" | "startsAt" | "endsAt">,
  now = Date.now(),
): Phase {
  if (state !== "published") return state;
  if (now < Date.parse(startsAt)) return "coming";
  return now < Date.parse(endsAt) ? "under-way" : "past";
}
