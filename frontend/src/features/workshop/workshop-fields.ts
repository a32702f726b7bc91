import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";

type Kind = Schema["PersonKind"];

/** What the form holds: the API's fields as text, empty where nothing is chosen. */
export type WorkshopFields = {
  title: string;
  description: string;
  startsAt: string;
  endsAt: string;
  place: string;
  link: string;
  seats: string;
  audience: string[];
  challengeId: string;
};

export const noFields: WorkshopFields = {
  title: "",
  description: "",
  startsAt: "",
  endsAt: "",
  place: "",
  link: "",
  seats: "20",
  audience: [],
  challengeId: "",
};

/** How long a workshop is taken to last until its end is chosen, in milliseconds. */
const USUAL_LENGTH = 2 * 3600 * 1000;

export const fieldsOf = (workshop: Schema["Workshop"]): WorkshopFields => ({
  title: workshop.title,
  description: workshop.description,
  startsAt: workshop.startsAt,
  endsAt: workshop.endsAt,
  place: workshop.place ?? "",
  link: workshop.link ?? "",
  seats: String(workshop.seats),
  audience: workshop.audience,
  challengeId: workshop.challenge?.id ?? "",
});

/** What must be there before the form is worth sending; the rules are the server's. */
export const unready = (fields: WorkshopFields): ApiError | undefined =>
  missing(fields, ["title", "startsAt", "endsAt", "seats", "description"]);

export function toCreate(fields: WorkshopFields, state: "draft" | "published"): Schema["WorkshopCreate"] {
  return { ...required(fields), ...filled(fields), state };
}

/** As toCreate, where an emptied field is removed. */
export function toEdit(fields: WorkshopFields): Schema["WorkshopEdit"] {
  const { place, link, challengeId } = fields;
  return { ...required(fields), place: place || null, link: link || null, challengeId: challengeId || null };
}

/** The end that goes with another start: as long after it as before, or the usual length. */
export function endAfter(start: string, before: Pick<WorkshopFields, "startsAt" | "endsAt">): string {
  if (!start) return before.endsAt;
  const length = Date.parse(before.endsAt) - Date.parse(before.startsAt);
  const end = new Date(Date.parse(start) + (length > 0 ? length : USUAL_LENGTH));
  return end.toISOString().replace(".000Z", "Z");
}

const required = ({ title, description, startsAt, endsAt, seats, audience }: WorkshopFields) => ({
  title,
  description,
  startsAt,
  endsAt,
  seats: Number(seats),
  audience: audience as Kind[],
});

const filled = ({ place, link, challengeId }: WorkshopFields) => ({
  ...(place && { place }),
  ...(link && { link }),
  ...(challengeId && { challengeId }),
});
