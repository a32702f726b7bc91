import { expect, it } from "vitest";
import { narrowed, parseLooking, unknown } from "./search";

it("keeps what can be looked for and drops the rest", () => {
  const id = "0190a000-0000-7000-8000-000000000001";
  expect(
    parseLooking({ q: " bad ", kind: "idea", within: "week", topic: "barn-och-unga", challengeId: id }),
  ).toEqual({ q: "bad", kind: "idea", within: "week", topic: "barn-och-unga", challengeId: id });
  expect(
    parseLooking({ q: "b", kind: "vote", within: "day", stage: 3, topic: "../x", districtId: "1" }),
  ).toEqual({});
});

it("tells filters that there are from those that there are not", () => {
  expect(unknown({ q: "b", kind: "idea", utm: "x" })).toBe(false);
  expect(unknown({ q: "bad", within: "day" })).toBe(true);
});

it("tells words from filters", () => {
  expect(narrowed({ q: "bad" })).toBe(false);
  expect(narrowed({ q: "bad", kind: "idea" })).toBe(true);
});
