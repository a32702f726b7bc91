import { expect, it } from "vitest";
import { missing } from "./required";

it("finds what is empty, blank or chosen nothing of", () => {
  const fields = { title: " ", body: "x", leaderIds: [], seats: "1" };
  const error = missing(fields, ["title", "body", "leaderIds", "seats"]);
  expect(error?.errors.map(({ field, code }) => [field, code])).toEqual([
    ["title", "required"],
    ["leaderIds", "required"],
  ]);
});

it("is nothing when all is there", () => expect(missing({ title: "x" }, ["title"])).toBeUndefined());
