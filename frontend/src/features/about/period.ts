import { formattingLocale } from "@/lib/i18n";

const HOUR = 60;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** A length of time in the largest unit that gives a whole number: "30 minuter", "24 månader", "2 år". */
export function formatPeriodOf(minutes: number): string {
  const [value, unit] = inUnit(minutes);
  return new Intl.NumberFormat(formattingLocale(), { style: "unit", unit, unitDisplay: "long" }).format(
    value,
  );
}

function inUnit(minutes: number): [number, string] {
  if (minutes < HOUR) return [minutes, "minute"];
  if (minutes < DAY) return [Math.round(minutes / HOUR), "hour"];
  if (minutes % YEAR === 0) return [minutes / YEAR, "year"];
  if (minutes < 90 * DAY) return [Math.round(minutes / DAY), "day"];
  return [Math.round(minutes / (730 * HOUR)), "month"];
}
