import { plural, t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";

type Seats = Pick<Schema["WorkshopSummary"], "seats" | "seatedCount" | "waitingCount">;

/** Seats nobody has yet; never below none. */
export const seatsLeft = ({ seats, seatedCount }: Seats) => Math.max(0, seats - seatedCount);

/** How full a workshop is, in words. */
export function seatsText(workshop: Seats): string {
  const left = seatsLeft(workshop);
  const of = formatNumber(workshop.seats);
  if (left > 0) return t`${plural(left, { one: "# plats", other: "# platser" })} kvar av ${of}`;
  if (workshop.waitingCount === 0) return t`Fullt. Du kan ställa dig på kö.`;
  const waiting = plural(workshop.waitingCount, { one: "# person", other: "# personer" });
  return t`Fullt. ${waiting} på kö.`;
}
