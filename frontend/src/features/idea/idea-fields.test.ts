import { describe, expect, it } from "vitest";
import { faults, NO_FIELDS, sameVoting, settingEdit, settingOf } from "./idea-fields";

const challenges = [
  { id: "a", voting: "support" as const },
  { id: "b", voting: "support" as const },
  { id: "c", voting: "opinion" as const },
];
const good = { ...NO_FIELDS, title: "Lyktor", body: "Sänk dem.", challengeIds: ["a"] };
const fields = (change: Partial<typeof good>) =>
  faults({ ...good, ...change }, challenges)?.errors.map(({ field, code }) => `${field} ${code}`);

describe("the setting", () => {
  it("is sent as far as it is there, and a place instead of a district", () => {
    expect(settingOf(good)).toEqual({});
    const where = { ...good, topicIds: ["t"], districtId: "d" };
    expect(settingOf(where)).toEqual({ topicIds: ["t"], districtId: "d" });
    const place = { longitude: 20.25, latitude: 63.8 };
    expect(settingOf({ ...where, place: "20.2500,63.8000" })).toEqual({ topicIds: ["t"], place });
    expect(settingEdit(good)).toEqual({ topicIds: [], districtId: null, place: null });
    expect(settingEdit({ ...good, place: "20.2500,63.8000" })).toEqual({ topicIds: [], place });
  });
});

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
