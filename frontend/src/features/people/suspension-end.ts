/** For how long: some days from now, until a time of one's own, or until somebody lifts it. */
export const lengths = ["day", "week", "month", "own", "open"] as const;
export type Length = (typeof lengths)[number];

/** How long a suspension holds from a moment on, in milliseconds, with the time of one's own, which may be empty still. */
export type End = { length: Length; endsAt: string; from: number };

/** What is suggested. */
export const aWeek = (): End => ({ length: "week", endsAt: "", from: Date.now() });

const DAY = 86_400_000;
const days: Partial<Record<Length, number>> = { day: 1, week: 7, month: 30 };

/** When a suspension ends; undefined when nothing but lifting ends it. */
export function endOf({ length, endsAt, from }: End): string | undefined {
  const whole = days[length];
  if (whole) return new Date(from + whole * DAY).toISOString();
  return (length === "own" && endsAt) || undefined;
}

/** The field that still has to be filled in. */
export const neededFor = ({ length }: End) => (length === "own" ? ["endsAt"] : []);
