import { expect, it } from "vitest";
import { choosing, parseDiscussionSearch } from "./search";

it.each([
  [
    { order: "newest", only: "question" },
    { order: "newest", only: "question" },
  ],
  [{ order: "oldest", only: "comment", q: "x" }, {}],
  [{ order: ["newest"], only: 3 }, {}],
])("reads %o", (address, found) => {
  expect(parseDiscussionSearch(address)).toEqual(found);
});

it("leaves the rest of an address alone", () => {
  expect(choosing({ order: "newest" })({ q: "bänk", only: "thanks" })).toEqual({
    q: "bänk",
    order: "newest",
  });
});
