import { expect, it } from "vitest";
import { endOf, type Length } from "./suspension-end";

const from = Date.parse("2026-11-23T09:15:00Z");

it.each<[Length, string | undefined]>([
  ["day", "2026-11-24T09:15:00.000Z"],
  ["week", "2026-11-30T09:15:00.000Z"],
  ["month", "2026-12-23T09:15:00.000Z"],
  ["own", "2027-01-01T11:00:00Z"],
  ["open", undefined],
])("%s ends at %s", (length, end) => {
  expect(endOf({ length, endsAt: "2027-01-01T11:00:00Z", from })).toBe(end);
});

it("has no end while one's own is not chosen", () => {
  expect(endOf({ length: "own", endsAt: "", from })).toBeUndefined();
});
