import { describe, expect, it } from "vitest";
import { listQuery } from "./queries";
import { offeredSorts, parseIdeasSearch, sortInForce, withSort, withWords } from "./search";

describe("parseIdeasSearch", () => {
  it.each([
    [{}, {}],
    [
      { q: " ljus ", sort: "newest", kind: "company" },
      { q: "ljus", sort: "newest", kind: "company" },
    ],
    [{ q: "x" }, {}],
    [{ q: ["a", "b"], sort: "loudest", kind: "king" }, {}],
    [{ sort: "relevance" }, {}],
    [{ standalone: true }, { standalone: true }],
    [{ standalone: "true" }, { standalone: true }],
    [{ standalone: "no", utm_source: "x" }, {}],
  ])("makes of %o", (address, search) => {
    expect(parseIdeasSearch(address)).toEqual(search);
  });
});

describe("orders", () => {
  it("go without saying: trending, or relevance in a search", () => {
    expect(sortInForce({})).toBe("trending");
    expect(sortInForce({ q: "ljus" })).toBe("relevance");
    expect(sortInForce({ q: "ljus", sort: "newest" })).toBe("newest");
  });
  it("are left out of the address when they do", () => {
    expect(withSort({ sort: "newest", kind: "company" }, "trending")).toEqual({ kind: "company" });
    expect(withSort({}, "random")).toEqual({ sort: "random" });
    expect(withSort({ q: "ljus" }, "relevance")).toEqual({ q: "ljus" });
  });
  it("are offered only where they mean something", () => {
    expect(offeredSorts(false)).not.toContain("relevance");
    expect(offeredSorts(true)).toContain("relevance");
  });
});

describe("withWords", () => {
  it("keeps the filters", () => {
    expect(withWords({ kind: "company", sort: "newest" }, "ljus")).toEqual({
      kind: "company",
      sort: "newest",
      q: "ljus",
    });
  });
  it("drops an order that does not go with a search, and the reverse", () => {
    expect(withWords({ sort: "random" }, "ljus")).toEqual({ q: "ljus" });
    expect(withWords({ q: "ljus", sort: "relevance" }, "")).toEqual({});
  });
});

describe("listQuery", () => {
  it("asks the API in its own words", () => {
    expect(listQuery({ kind: "association", standalone: true }, undefined)).toEqual({
      limit: 20,
      sort: "trending",
      authorKind: "association",
      standalone: true,
    });
    expect(listQuery({ q: "ljus" }, "c")).toEqual({
      limit: 20,
      sort: "relevance",
      q: "ljus",
      challengeId: "c",
    });
  });
  it("gives the random order the visitor's own number, the same each time", () => {
    const { seed } = listQuery({ sort: "random" });
    expect(seed).toBeGreaterThanOrEqual(0);
    expect(seed).toBeLessThan(2 ** 31);
    expect(listQuery({ sort: "random" }).seed).toBe(seed);
    expect(sessionStorage.getItem("medskapa.seed")).toBe(String(seed));
  });
});
