import type { Schema } from "@/lib/api";

type Times = Pick<Schema["ChallengeSummary"], "state" | "opensAt" | "closesAt" | "phase" | "nextPhase">;

/** Whether ideas are taken now, as far as anyone can see. What the signed-in person may do, the API says. */
export function takesIdeas({ state, opensAt, closesAt, phase, nextPhase }: Times, now = Date.now()): boolean {
  if (phase || nextPhase) return state === "open" && Boolean(phase?.open.includes("posting"));
  const begun = !opensAt || Date.parse(opensAt) <= now;
  const over = closesAt !== undefined && Date.parse(closesAt) <= now;
  return state === "open" && begun && !over;
}
