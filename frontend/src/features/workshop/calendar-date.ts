import { TIME_ZONE } from "@/lib/format";
import { formattingLocale } from "@/lib/i18n";

const format = (at: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(formattingLocale(), { ...options, timeZone: TIME_ZONE }).format(new Date(at));

/** With a capital first letter, for what begins a line. */
export const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** The parts of a day that a calendar sets in different sizes, by the municipality's clock. */
export const calendarDay = (at: string) => ({
  day: format(at, { day: "numeric" }).replace(/\D/g, ""),
  weekday: format(at, { weekday: "short" }),
  wholeWeekday: format(at, { weekday: "long" }),
  month: format(at, { month: "long" }),
});

/** "December 2026": the heading over a month's days. */
export const monthTitle = (at: string) => capitalised(format(at, { month: "long", year: "numeric" }));

/** From when to when, with the day only where it is another one. */
export function timeSpan(from: string, to: string): string {
  const options: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", timeZone: TIME_ZONE };
  const sameDay = dayKey(from) === dayKey(to);
  const shown: Intl.DateTimeFormatOptions = sameDay
    ? options
    : { ...options, day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(formattingLocale(), shown).formatRange(new Date(from), new Date(to));
}

/** The whole period, with its weekday: what an invitation says. */
export function wholePeriod(from: string, to: string): string {
  const options: Intl.DateTimeFormatOptions = {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: TIME_ZONE,
  };
  return capitalised(
    new Intl.DateTimeFormat(formattingLocale(), options).formatRange(new Date(from), new Date(to)),
  );
}

/** The list cut into months, in the order it came. */
export function byMonth<T extends { startsAt: string }>(items: T[]): { title: string; items: T[] }[] {
  const months: { title: string; items: T[] }[] = [];
  for (const item of items) {
    const title = monthTitle(item.startsAt);
    const last = months.at(-1);
    if (last?.title === title) last.items.push(item);
    else months.push({ title, items: [item] });
  }
  return months;
}

const dayKey = (at: string) => new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE }).format(new Date(at));
