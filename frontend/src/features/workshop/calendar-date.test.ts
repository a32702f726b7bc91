import { describe, expect, it } from "vitest";
import { byMonth, calendarDay, timeSpan, wholePeriod } from "./calendar-date";

describe("a workshop's day", () => {
  it("is the municipality's, also around midnight in UTC", () => {
    expect(calendarDay("2026-11-30T23:30:00Z")).toMatchObject({ day: "1", month: "december" });
  });

  it("is written with its weekday, and once", () => {
    expect(wholePeriod("2026-12-03T17:00:00Z", "2026-12-03T19:00:00Z")).toBe(
      "Torsdag 3 december 18:00–20:00",
    );
  });

  it("is left out of the time, unless the workshop goes on for several", () => {
    expect(timeSpan("2026-12-03T17:00:00Z", "2026-12-03T19:00:00Z")).toBe("18:00–20:00");
    expect(timeSpan("2026-12-03T17:00:00Z", "2026-12-05T11:00:00Z")).toContain("5 dec");
  });
});

describe("a list by month", () => {
  const at = (startsAt: string) => ({ startsAt });

  it("keeps its order and tells years apart", () => {
    const months = byMonth(
      ["2025-12-30T10:00:00Z", "2026-12-01T10:00:00Z", "2026-12-31T23:30:00Z", "2027-01-02T10:00:00Z"].map(
        at,
      ),
    );
    expect(months.map(({ title, items }) => [title, items.length])).toEqual([
      ["December 2025", 1],
      ["December 2026", 1],
      ["Januari 2027", 2],
    ]);
  });

  it("is nothing without workshops", () => expect(byMonth([])).toEqual([]));
});
