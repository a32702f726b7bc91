import { expect, it } from "vitest";
import { takesIdeas } from "./takes-part";

const now = Date.parse("2026-11-22T12:00:00Z");
const before = "2026-11-22T11:59:59Z";
const after = "2026-11-22T12:00:01Z";

it.each([
  [{ state: "open" as const }, true],
  [{ state: "open" as const, opensAt: before, closesAt: after }, true],
  [{ state: "open" as const, opensAt: after }, false],
  [{ state: "open" as const, closesAt: before }, false],
  [{ state: "closed" as const }, false],
  [{ state: "archived" as const }, false],
  [{ state: "draft" as const }, false],
])("takes ideas: %o %s", (challenge, taken) => {
  expect(takesIdeas(challenge, now)).toBe(taken);
});

it("takes ideas in the phases that are open for them", () => {
  const phase = { kind: "vote" as const, startsAt: before, open: ["voting" as const] };
  expect(takesIdeas({ state: "open", phase }, now)).toBe(false);
  expect(takesIdeas({ state: "open", phase: { ...phase, open: ["posting"] } }, now)).toBe(true);
  expect(takesIdeas({ state: "open", nextPhase: phase }, now)).toBe(false);
});
