import type { Schema } from "@/lib/api";
import { oneOf, text } from "@/lib/search-params";

export const ideaSorts = [
  "trending",
  "newest",
  "most-supported",
  "most-discussed",
  "random",
  "relevance",
] as const;
export const kinds = [
  "resident",
  "company",
  "association",
  "researcher",
  "public-body",
  "university",
  "department",
] as const satisfies Schema["ParticipantKind"][];

export const stages = [
  "published",
  "in-dialogue",
  "accepted",
  "partly-accepted",
  "declined",
  "in-progress",
  "done",
  "paused",
  "dropped",
] as const satisfies Schema["IdeaStage"][];

export type IdeaSort = (typeof ideaSorts)[number];

export type IdeasSearch = {
  q?: string;
  sort?: IdeaSort;
  kind?: Schema["ParticipantKind"];
  stage?: Schema["IdeaStage"];
  /** The slug of a topic. */
  topic?: string;
  /** The id of a district. */
  district?: string;
  /** Only ideas that answer no challenge. */
  standalone?: true;
};

/** What the address of a list of ideas may hold; anything else is dropped, and so is what does not go together. */
export function parseIdeasSearch(search: Record<string, unknown>): IdeasSearch {
  const { q } = text("q", search);
  const { sort } = oneOf("sort", ideaSorts, search);
  return {
    // The search needs two characters; and only a search has relevance.
    ...(q && q.trim().length >= 2 ? { q: q.trim() } : {}),
    ...(sort && !(sort === "relevance" && !q) ? { sort } : {}),
    ...oneOf("kind", kinds, search),
    ...oneOf("stage", stages, search),
    ...matching("topic", /^[a-z0-9]+(-[a-z0-9]+)*$/, search),
    ...matching("district", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, search),
    ...(String(search.standalone) === "true" ? { standalone: true as const } : {}),
  };
}

function matching<K extends "topic" | "district">(name: K, shape: RegExp, search: Record<string, unknown>) {
  const value = search[name];
  return (typeof value === "string" && shape.test(value) ? { [name]: value } : {}) as { [key in K]?: string };
}

/** The orders offered, the one in force without a choice first. Relevance goes with a search. */
export const offeredSorts = (searching: boolean): IdeaSort[] =>
  searching
    ? ["relevance", "newest", "most-supported", "most-discussed"]
    : ["trending", "newest", "most-supported", "most-discussed", "random"];

/** The order in force. */
export const sortInForce = ({ q, sort }: IdeasSearch): IdeaSort => sort ?? (q ? "relevance" : "trending");

/** The search with another order; the order that goes without saying is left out of the address. */
export function withSort({ sort: _, ...rest }: IdeasSearch, sort: IdeaSort): IdeasSearch {
  return sort === sortInForce(rest) ? rest : { ...rest, sort };
}

/** The search with other words. An order that does not go with them is dropped. */
export function withWords({ q: _, sort, ...rest }: IdeasSearch, words: string): IdeasSearch {
  const q = words.trim();
  const kept = sort && offeredSorts(q !== "").includes(sort) ? { ...rest, sort } : rest;
  return q ? { ...kept, q } : kept;
}

/** Which challenge a new idea answers and which organisation writes it, to begin with. */
export const parseNewIdeaSearch = (search: Record<string, unknown>): { challenge?: string; as?: string } => ({
  ...text("challenge", search),
  ...text("as", search),
});
