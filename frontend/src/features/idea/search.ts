import type { Schema } from "@/lib/api";
import { oneOf, text } from "@/lib/search-params";

export const ideaSorts = ["trending", "newest", "most-supported", "most-discussed", "random", "relevance"] as const;
export const kinds = [
  "resident",
  "company",
  "association",
  "researcher",
  "public-body",
] as const satisfies Schema["ParticipantKind"][];

export type IdeasSearch = {
  q?: string;
  sort?: (typeof ideaSorts)[number];
  kind?: Schema["ParticipantKind"];
};

/** What the address of a list of ideas may hold; anything else is dropped. */
export const parseIdeasSearch = (search: Record<string, unknown>): IdeasSearch => ({
  ...text("q", search),
  ...oneOf("sort", ideaSorts, search),
  ...oneOf("kind", kinds, search),
});

/** Which challenge a new idea answers to begin with. */
export const parseNewIdeaSearch = (search: Record<string, unknown>): { challenge?: string } =>
  text("challenge", search);
