import type { Schema } from "@/lib/api";

export type Tally = Schema["Tally"];
export type Choice = Schema["Choice"];

/** The tally after one person goes from one choice to another; undefined is no vote. Never below zero. */
export function recount(tally: Tally, from: Choice | undefined, to: Choice | undefined): Tally {
  const next = { ...tally };
  if (from) next[from] = Math.max(0, next[from] - 1);
  if (to) next[to] += 1;
  return next;
}
