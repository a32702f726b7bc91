import { expect, it } from "vitest";
import { termsOf, toTerms } from "./terms";

it("lets an assignment count all of its last day", () => {
  expect(toTerms({ role: "co-leader", day: "2026-12-31" })).toEqual({
    role: "co-leader",
    endsAt: "2026-12-31T23:00:00Z",
  });
  expect(termsOf({ role: "co-leader", endsAt: "2026-12-31T23:00:00Z" })).toEqual({
    role: "co-leader",
    day: "2026-12-31",
  });
});

it("has no end where no day is chosen", () => {
  expect(toTerms({ role: "leader", day: "" })).toEqual({ role: "leader" });
  expect(termsOf({ role: "leader" })).toEqual({ role: "leader", day: "" });
});
