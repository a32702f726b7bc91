import { describe, expect, it } from "vitest";
import { endAfter, noFields, toCreate, toEdit, unready } from "./workshop-fields";

const filled = {
  ...noFields,
  title: "Rita",
  description: "Vi ritar.",
  startsAt: "2026-12-03T17:00:00Z",
  endsAt: "2026-12-03T19:00:00Z",
};

describe("the end of a workshop", () => {
  it("is two hours after a first start", () => {
    expect(endAfter("2026-12-03T17:00:00Z", noFields)).toBe("2026-12-03T19:00:00Z");
  });

  it("moves with its start and keeps the length", () => {
    const before = { startsAt: "2026-12-03T17:00:00Z", endsAt: "2026-12-03T17:45:00Z" };
    expect(endAfter("2026-12-04T08:00:00Z", before)).toBe("2026-12-04T08:45:00Z");
  });

  it("stands when the start is emptied", () => {
    expect(endAfter("", filled)).toBe(filled.endsAt);
  });
});

describe("what is sent", () => {
  it("leaves out what a new workshop does not have", () => {
    const body = toCreate({ ...filled, place: "Biblioteket" }, "draft");
    expect(body).toEqual({
      title: "Rita",
      description: "Vi ritar.",
      startsAt: filled.startsAt,
      endsAt: filled.endsAt,
      seats: 20,
      audience: [],
      place: "Biblioteket",
      state: "draft",
    });
  });

  it("removes what was emptied in an edit", () => {
    expect(toEdit(filled)).toMatchObject({ place: null, link: null, challengeId: null });
  });
});

it("names every field that is still empty, and only those", () => {
  const fields = (error: ReturnType<typeof unready>) => error?.errors.map(({ field }) => field);
  expect(fields(unready({ ...noFields, seats: " " }))).toEqual([
    "title",
    "startsAt",
    "endsAt",
    "seats",
    "description",
  ]);
  expect(unready(filled)).toBeUndefined();
});
