import type { Schema } from "@/lib/api";
import { oneOf, text } from "@/lib/search-params";

export const organisationKinds = [
  "association",
  "company",
  "university",
  "department",
  "public-body",
] as const satisfies Schema["OrganisationKind"][];

export type OrganisationsSearch = {
  q?: string;
  kind?: Schema["OrganisationKind"];
  verified?: boolean;
};

/** What the address of the list of organisations may hold; anything else is dropped. */
export function parseOrganisationsSearch(search: Record<string, unknown>): OrganisationsSearch {
  return {
    ...text("q", search),
    ...oneOf("kind", organisationKinds, search),
    ...(typeof search.verified === "boolean" ? { verified: search.verified } : {}),
  };
}
