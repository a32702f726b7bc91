import type { Schema } from "@/lib/api";

/** Whether ideas are taken now, as far as anyone can see. What the signed-in person may do, the API says. */
export function takesIdeas(
  {
    state,
    opensAt,
    closesAt,
    phases,
    phase,
  }: Pick<Schema["Challenge"], "state" | "opensAt" | "closesAt" | "phases" | "phase">,
  now = Date.now(),
): boolean {
  if (phases.length > 0) return state === "open" && Boolean(phase?.open.includes("posting"));
  const begun = !opensAt || Date.parse(opensAt) <= now;
  const over = closesAt !== undefined && Date.parse(closesAt) <= now;
  return state === "open" && begun && !over;
}
