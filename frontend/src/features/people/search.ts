import type { Schema } from "@/lib/api";
import { oneOf, text } from "@/lib/search-params";

export const roles = [
  "member",
  "project-leader",
  "moderator",
  "administrator",
] as const satisfies Schema["Role"][];

export const states = ["active", "suspended", "disabled"] as const satisfies Schema["PersonState"][];

export type PeopleSearch = { name?: string; role?: Schema["Role"]; state?: Schema["PersonState"] };

/** What the address of the list of people may hold; anything else is dropped, a single letter too. */
export function parsePeopleSearch(search: Record<string, unknown>): PeopleSearch {
  const { name = "" } = text("name", search);
  return {
    ...(name.trim().length > 1 ? { name: name.trim() } : {}),
    ...oneOf("role", roles, search),
    ...oneOf("state", states, search),
  };
}

/** The same search for others; whoever searches for less than two letters searches for nobody by name. */
export const withName = (search: PeopleSearch, name: string): PeopleSearch =>
  parsePeopleSearch({ ...search, name });
