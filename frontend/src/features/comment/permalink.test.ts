import { expect, it } from "vitest";
import { commentAnchor, commentInHash } from "./permalink";

const id = "0197c2f0-4e53-7f21-a8d2-2b3c4d5e6f04";

it.each([
  [commentAnchor(id), id],
  [commentAnchor(id).toUpperCase(), id],
  ["write-comment", undefined],
  ["comment-", undefined],
  [`comment-${id}x`, undefined],
  ["", undefined],
])("reads the comment in #%s", (hash, found) => {
  expect(commentInHash(hash)).toBe(found);
});
