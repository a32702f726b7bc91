import { endOfDay, startOfDay } from "@/lib/local-time";
import type { AuditSearch } from "./search";

/** What is asked of the API: moments for days. */
export function toQuery({ from, to, ...rest }: AuditSearch): AuditSearch {
  const begins = from && startOfDay(from);
  const ends = to && endOfDay(to);
  return { ...rest, ...(begins && { from: begins }), ...(ends && { to: ends }) };
}
