/** For how long: some days from now, until a time of one's own, or until somebody lifts it. */
export const lengths = ["day", "week", "month", "own", "open"] as const;
export type Length = (typeof lengths)[number];

const DAY = 86_400_000;
const days: Partial<Record<Length, number>> = { day: 1, week: 7, month: 30 };

/** When a suspension that begins at `now`, in milliseconds, ends; undefined when nothing but lifting ends it. */
export function endOf(length: Length, own: string, now: number): string | undefined {
  const whole = days[length];
  if (whole) return new Date(now + whole * DAY).toISOString();
  return (length === "own" && own) || undefined;
}
