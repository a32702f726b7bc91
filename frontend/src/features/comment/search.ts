import type { Schema } from "@/lib/api";
import { oneOf } from "@/lib/search-params";

export const orders = ["newest", "most-thanked"] as const satisfies Schema["CommentSort"][];
export const kinds = [
  "question",
  "suggestion",
  "concern",
  "thanks",
] as const satisfies Schema["CommentKind"][];

/** What the address of a page may say of the discussion on it. */
export type DiscussionSearch = {
  /** Without it, as it was said: the oldest first. */
  order?: (typeof orders)[number];
  /** Only comments of this kind. */
  only?: (typeof kinds)[number];
};

/** What the address of a discussion may hold; anything else is dropped. */
export const parseDiscussionSearch = (search: Record<string, unknown>): DiscussionSearch => ({
  ...oneOf("order", orders, search),
  ...oneOf("only", kinds, search),
});

type Choice = { [K in keyof DiscussionSearch]: DiscussionSearch[K] | undefined };

/** The address's other choices, with these ones of the discussion. */
export const choosing =
  (choice: Choice) =>
  <T extends object>({ order: _order, only: _only, ...rest }: T & DiscussionSearch) => ({
    ...rest,
    ...parseDiscussionSearch(choice),
  });
