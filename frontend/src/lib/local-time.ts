import { TIME_ZONE } from "./format";

/**
 * Between the API's RFC 3339 in UTC and `<input type="datetime-local">`, which
 * has no zone: both ends mean the clock on the wall in the municipality, also
 * for somebody who edits from abroad.
 */
export function toLocalInput(at: string | undefined): string {
  if (!at) return "";
  const parts = wallClock(new Date(at));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The moment of a wall-clock time; undefined when the field is empty or incomplete. */
export function fromLocalInput(local: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (!local || Number.isNaN(asUtc)) return undefined;
  // The offset at the first guess may be the other side of a clock change: guess twice.
  const first = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(first)).toISOString().replace(".000Z", "Z");
}

/** The day, as `<input type="date">` has it, that a moment falls on. */
export const dayOf = (at: string): string => toLocalInput(at).slice(0, 10);

/** When a day begins; undefined for what is no day. */
export const startOfDay = (day: string): string | undefined => fromLocalInput(`${day}T00:00`);

/** When a day is over, which is when the next one begins; undefined for what is no day. */
export function endOfDay(day: string): string | undefined {
  const noon = Date.parse(`${day}T12:00Z`);
  return Number.isNaN(noon) ? undefined : startOfDay(new Date(noon + DAY).toISOString().slice(0, 10));
}

/** The last day of a period that ends at `end`. */
export const lastDay = (end: string): string => dayOf(new Date(Date.parse(end) - 1).toISOString());

const DAY = 86_400_000;

function offsetAt(moment: number): number {
  const p = wallClock(new Date(moment));
  const wall = Date.UTC(+p.year, +p.month - 1, +p.day, +p.hour, +p.minute, new Date(moment).getUTCSeconds());
  return wall - moment;
}

function wallClock(date: Date) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: TIME_ZONE,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const found = Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]));
  return found as Record<"year" | "month" | "day" | "hour" | "minute", string>;
}
