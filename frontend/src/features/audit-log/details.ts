import { formatDate } from "@/lib/format";
import { lastDay, toLocalInput } from "@/lib/local-time";
import { detailLabel, valueLabel } from "./words";

/** What has a page of its own. */
export type Target = { kind: string; id: string };

/** One line on in what way something was done. */
export type Detail = { key: string; label: string; text: string; target?: Target };

/** How an entry says in what way something was done, line by line. A thing, its title and its id are one line. */
export function detailLines(details: Record<string, string>): Detail[] {
  const { thing, id, title, suspension: _, ...rest } = details;
  const led = thing && id ? [thingLine({ kind: thing, id }, title)] : [];
  const others = Object.entries(thing ? rest : { ...rest, ...(id && { id }), ...(title && { title }) });
  const inOrder = others.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return [...led, ...inOrder.map(([key, value]) => line(key, value))];
}

/** The log keeps no order; what is not here stands first. */
const order = ["from", "to", "role", "endsAt", "provider", "owner", "because"];

const thingLine = (target: Target, title: string | undefined): Detail => ({
  key: "thing",
  label: detailLabel("thing"),
  text: title ?? valueLabel("thing", target.kind),
  target,
});

function line(key: string, value: string): Detail {
  const label = detailLabel(key);
  if (key === "owner") return { key, label, text: "", target: { kind: "participant", id: value } };
  return { key, label, text: isTime(value) ? untilWords(value) : valueLabel(key, value) };
}

/** The last day of what ends at midnight; else the very moment. */
function untilWords(at: string): string {
  const wholeDays = toLocalInput(at).endsWith("T00:00");
  return wholeDays ? formatDate(`${lastDay(at)}T12:00:00Z`) : `${formatDate(at)} ${formatDate(at, "time")}`;
}

/** The day of an entry, and its time: a log is read long after. */
export const momentOf = (at: string) => ({ day: formatDate(at), time: formatDate(at, "time") });

const isTime = (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);
