import { formattingLocale } from "./i18n";

/** Times are shown as in the municipality, wherever the reader is. */
export const TIME_ZONE = "Europe/Stockholm";

const dateOptions = {
  date: { day: "numeric", month: "long", year: "numeric" },
  "short-date": { day: "numeric", month: "short" },
  "date-time": { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" },
  time: { hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateStyle = keyof typeof dateOptions;

/** A moment in words, in the language in use. `at` is RFC 3339. */
export function formatDate(at: string, style: DateStyle = "date"): string {
  const options = { ...dateOptions[style], timeZone: TIME_ZONE };
  return new Intl.DateTimeFormat(formattingLocale(), options).format(new Date(at));
}

/** A period in words; the day is written once when both ends fall on it. */
export function formatPeriod(from: string, to: string): string {
  const options = { ...dateOptions["date-time"], timeZone: TIME_ZONE };
  return new Intl.DateTimeFormat(formattingLocale(), options).formatRange(new Date(from), new Date(to));
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago or ahead, to the nearest whole unit. */
export function formatRelative(at: string, now: number = Date.now()): string {
  const seconds = (new Date(at).getTime() - now) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  const format = new Intl.RelativeTimeFormat(formattingLocale(), { numeric: "auto" });
  return format.format(unit === "second" ? 0 : Math.trunc(seconds / size), unit);
}

export const formatNumber = (value: number) => new Intl.NumberFormat(formattingLocale()).format(value);

/** A share from 0 to 1 as a whole percentage. */
export const formatShare = (share: number) =>
  new Intl.NumberFormat(formattingLocale(), { style: "percent", maximumFractionDigits: 0 }).format(share);
