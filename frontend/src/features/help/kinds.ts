import type { Schema } from "@/lib/api";

export type Kind = Schema["HelpKind"];
/** The kinds of help, as they are offered to choose from. Apart from their words, since addresses are read before any page is there. */
export const kinds = [
  "knowledge",
  "people",
  "tools",
  "venue",
  "funding",
  "permission",
] as const satisfies Kind[];

/** Where an idea's needs stand on its page. */
export const NEEDS = "needs";
