import { stages, kinds as writers } from "@/features/idea/search";
import type { Schema } from "@/lib/api";
import { oneOf, text } from "@/lib/search-params";

/** The kinds of what is found, in the order in which they are offered. */
export const kinds = [
  "challenge",
  "idea",
  "comment",
  "organisation",
  "person",
  "workshop",
] as const satisfies Schema["SearchKind"][];

export const times = ["week", "month", "year"] as const satisfies Schema["SearchTime"][];

/** What is looked for, as the API names it. */
export type Looking = {
  q?: string;
  kind?: Schema["SearchKind"];
  stage?: Schema["IdeaStage"];
  participantKind?: Schema["ParticipantKind"];
  within?: Schema["SearchTime"];
  topic?: string;
  challengeId?: string;
  districtId?: string;
};

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the address of a search may hold; anything else is dropped, and so is a single letter. */
export function parseLooking(search: Record<string, unknown>): Looking {
  const { q = "" } = text("q", search);
  return {
    ...(q.trim().length > 1 ? { q: q.trim() } : {}),
    ...oneOf("kind", kinds, search),
    ...oneOf("stage", stages, search),
    ...oneOf("participantKind", writers, search),
    ...oneOf("within", times, search),
    ...matching("topic", /^[a-z0-9]+(-[a-z0-9]+)*$/, search),
    ...matching("challengeId", ID, search),
    ...matching("districtId", ID, search),
  };
}

/** Whether an address narrows a search by something that there is not. */
export function unknown(search: Record<string, unknown>): boolean {
  const known = parseLooking(search);
  return FILTERS.some((name) => search[name] !== undefined && known[name] === undefined);
}

const FILTERS = ["kind", "stage", "participantKind", "within", "topic", "challengeId", "districtId"] as const;

function matching<K extends keyof Looking>(name: K, shape: RegExp, search: Record<string, unknown>) {
  const value = search[name];
  return (typeof value === "string" && shape.test(value) ? { [name]: value } : {}) as { [key in K]?: string };
}

/** Whether anything but words narrows a search. */
export const narrowed = ({ q: _, ...filters }: Looking) => Object.keys(filters).length > 0;
