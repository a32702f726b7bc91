import { expect, it } from "vitest";
import {
  addDays,
  addRow,
  endNow,
  fromTemplate,
  inOrder,
  moveEnd,
  progress,
  type Row,
  rowsOf,
  tomorrow,
  toPhases,
} from "./phase-rows";

const row = (key: string, startsAt: string, endsAt: string): Row => ({
  key,
  id: key,
  kind: "vote",
  startsAt,
  endsAt,
  open: ["voting"],
  description: "",
  moved: 0,
});

// Clocks go forward on 29 March 2026.
const winter = row("a", "2026-03-01T23:00:00Z", "2026-03-15T23:00:00Z");
const spring = row("b", "2026-03-15T23:00:00Z", "2026-03-25T23:00:00Z");

it("counts days by the clock on the wall", () => {
  expect(addDays("2026-03-25T23:00:00Z", 7)).toBe("2026-04-01T22:00:00Z");
  expect(tomorrow(Date.parse("2026-03-28T20:00:00Z"))).toBe("2026-03-28T23:00:00Z");
});

it("lays a template out from a day", () => {
  const template = {
    phases: [
      { kind: "vote", days: 14, open: ["voting"] },
      { kind: "do", open: [] },
    ],
  } as never;
  const rows = fromTemplate(template, "2026-03-19T23:00:00Z");
  expect(rows.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
    ["2026-03-19T23:00:00Z", "2026-04-02T22:00:00Z"],
    ["2026-04-02T22:00:00Z", ""],
  ]);
});

it("pushes what follows as far, or leaves it", () => {
  const [first, second] = moveEnd([winter, spring], "a", "2026-03-22T23:00:00Z", true);
  expect(first?.endsAt).toBe("2026-03-22T23:00:00Z");
  expect(second).toMatchObject({
    startsAt: "2026-03-22T23:00:00Z",
    endsAt: "2026-04-01T22:00:00Z",
    moved: 1,
  });
  expect(moveEnd([winter, spring], "a", "2026-03-22T23:00:00Z", false)[1]).toBe(spring);
});

it("ends a phase now and begins the next at the same moment", () => {
  const now = "2026-03-10T10:00:00Z";
  const rows = endNow([winter, spring], "a", "2026-03-10T10:00:42.7Z");
  expect(rows[0]).toMatchObject({ endsAt: now, moved: 1 });
  expect(rows[1]?.startsAt).toBe(now);
});

it("adds the kind that usually follows, and ends what had no end", () => {
  const kinds = [
    { kind: "vote", open: ["voting"] },
    { kind: "decide", open: ["commenting"] },
  ] as never;
  const rows = addRow([{ ...winter, endsAt: "" }], kinds, "2026-01-01T00:00:00Z");
  expect(rows[0]?.endsAt).toBe(rows[1]?.startsAt);
  expect(rows[1]).toMatchObject({ kind: "decide", open: ["commenting"], id: "" });
});

it("sends phases in order of time, new ones without an id", () => {
  const rows = [spring, { ...winter, id: "" }];
  expect(inOrder(rows).map((r) => r.key)).toEqual(["a", "b"]);
  expect(toPhases(rows).map((p) => p.id)).toEqual([undefined, "b"]);
  expect(
    rowsOf([{ id: "x", kind: "do", startsAt: "2026-03-01T23:00:00Z", open: [], description: "" }])[0]?.endsAt,
  ).toBe("");
});

it("knows what has begun", () => {
  expect(progress(winter, Date.parse("2026-03-02T00:00:00Z"))).toBe("running");
  expect(progress(winter, Date.parse("2026-03-16T00:00:00Z"))).toBe("over");
  expect(progress(spring, Date.parse("2026-03-02T00:00:00Z"))).toBe("coming");
});
