import { expect, it } from "vitest";
import { parsePeopleSearch, withName } from "./search";

it("keeps what the API can filter by", () => {
  const search = { name: "maja@alvsala.example", role: "project-leader", state: "suspended" };
  expect(parsePeopleSearch(search)).toEqual(search);
});

it("drops what the API would refuse", () => {
  expect(parsePeopleSearch({ name: "m", role: "king", state: 1, page: "2" })).toEqual({});
  expect(parsePeopleSearch({ name: "  å " })).toEqual({});
});

it("looks for another name among the same people", () => {
  const search = { name: "maja", state: "disabled" } as const;
  expect(withName(search, " olle ")).toEqual({ name: "olle", state: "disabled" });
  expect(withName(search, "")).toEqual({ state: "disabled" });
});
