import { expect, it } from "vitest";
import { phaseOf } from "./phase";

const startsAt = "2026-12-03T17:00:00Z";
const endsAt = "2026-12-03T19:00:00Z";

it.each([
  ["draft", "2026-12-01T00:00:00Z", "draft"],
  ["cancelled", "2027-01-01T00:00:00Z", "cancelled"],
  ["published", "2026-12-03T16:59:59Z", "coming"],
  ["published", "2026-12-03T17:00:00Z", "under-way"],
  ["published", "2026-12-03T18:59:59Z", "under-way"],
  ["published", "2026-12-03T19:00:00Z", "past"],
] as const)("a workshop that is %s is at %s: %s", (state, now, phase) => {
  expect(phaseOf({ state, startsAt, endsAt }, Date.parse(now))).toBe(phase);
});
