import type { Schema } from "@/lib/api";

type Case = Pick<Schema["ModerationCase"], "id" | "takenBy">;

/** The case after or before one in the queue that nobody else is at; the first one where there is none after it. */
export function nextCase(cases: Case[], from: string, by: 1 | -1): string | undefined {
  const at = cases.findIndex(({ id }) => id === from);
  const free = (one: Case) => one.id !== from && !one.takenBy;
  const rest = by === 1 ? cases.slice(at + 1) : cases.slice(0, Math.max(at, 0)).reverse();
  return (rest.find(free) ?? (by === 1 ? cases.find(free) : undefined))?.id;
}
