import { describe, expect, it } from "vitest";
import { faults, sameVoting } from "./idea-fields";

const challenges = [
  { id: "a", voting: "support" as const },
  { id: "b", voting: "support" as const },
  { id: "c", voting: "opinion" as const },
];
const good = { title: "Lyktor", body: "Sänk dem.", challengeIds: ["a"] };
const fields = (change: Partial<typeof good>) =>
  faults({ ...good, ...change }, challenges)?.errors.map(({ field, code }) => `${field} ${code}`);

describe("faults", () => {
  it("finds none in a good idea", () => {
    expect(faults(good, challenges)).toBeUndefined();
    expect(faults({ ...good, challengeIds: [] }, challenges)).toBeUndefined();
  });
  it.each([
    [{ title: "  ab " }, ["title too_short"]],
    [{ title: "🌲".repeat(151) }, ["title too_long"]],
    [{ title: "🌲".repeat(150) }, undefined],
    [{ body: " \n " }, ["body required"]],
    [{ body: "x".repeat(20_001) }, ["body too_long"]],
    [{ challengeIds: ["a", "c"] }, ["challengeIds voting_mismatch"]],
    [{ title: "", body: "" }, ["title too_short", "body required"]],
  ])("finds in %o", (change, found) => {
    expect(fields(change)).toEqual(found);
  });
});

describe("sameVoting", () => {
  it.each([
    [[], true],
    [["a", "b"], true],
    [["c"], true],
    [["b", "c"], false],
    [["a", "gone"], true],
  ])("of %o is %s", (ids, same) => {
    expect(sameVoting(ids, challenges)).toBe(same);
  });
});
