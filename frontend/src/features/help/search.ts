import { oneOf, text } from "@/lib/search-params";
import { type Kind, kinds } from "./kinds";

export type OffersSearch = { kind?: Kind; topic?: string; district?: string };

/** What the address of the list of offers may hold; anything else is dropped. */
export function parseOffersSearch(search: Record<string, unknown>): OffersSearch {
  return { ...oneOf("kind", kinds, search), ...text("topic", search), ...text("district", search) };
}
