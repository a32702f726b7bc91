import { describe, expect, it } from "vitest";
import { dayOf, endOfDay, fromLocalInput, lastDay, startOfDay, toLocalInput } from "./local-time";

describe("the municipality's clock", () => {
  it.each([
    ["2026-12-03T17:00:00Z", "2026-12-03T18:00"],
    ["2026-07-01T08:30:00Z", "2026-07-01T10:30"],
    ["2026-03-29T00:30:00Z", "2026-03-29T01:30"],
    ["2026-03-29T01:30:00Z", "2026-03-29T03:30"],
    ["2026-12-31T23:30:00Z", "2027-01-01T00:30"],
  ])("shows %s as %s and reads it back", (utc, local) => {
    expect(toLocalInput(utc)).toBe(local);
    expect(fromLocalInput(local)).toBe(utc);
  });

  it("reads the hour that occurs twice as one of the two", () => {
    expect(["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]).toContain(fromLocalInput("2026-10-25T02:30"));
  });

  it("has nothing for an empty or half-written field", () => {
    expect(fromLocalInput("")).toBeUndefined();
    expect(fromLocalInput("2026-13-45T99:99")).toBeUndefined();
    expect(toLocalInput(undefined)).toBe("");
  });
});

describe("whole days", () => {
  it.each([
    ["2026-12-31", "2026-12-30T23:00:00Z", "2026-12-31T23:00:00Z"],
    ["2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
    ["2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"],
  ])("lets %s last from %s to %s", (day, from, to) => {
    expect(startOfDay(day)).toBe(from);
    expect(endOfDay(day)).toBe(to);
    expect(dayOf(from)).toBe(day);
    expect(lastDay(to)).toBe(day);
  });

  it("counts a day that has begun", () => {
    expect(lastDay("2026-12-03T17:00:00Z")).toBe("2026-12-03");
  });

  it("has nothing for what is no day", () => {
    expect(startOfDay("")).toBeUndefined();
    expect(endOfDay("i morgon")).toBeUndefined();
  });
});
