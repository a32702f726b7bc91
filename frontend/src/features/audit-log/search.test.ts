import { expect, it } from "vitest";
import { parseAuditSearch } from "./search";
import { toQuery } from "./to-query";

const search = {
  action: "organisation.owners-changed",
  actorId: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01",
  subjectId: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a02",
  from: "2026-11-01",
  to: "2026-11-30",
};

it("keeps what the API can filter by", () => {
  expect(parseAuditSearch(search)).toEqual(search);
});

it("drops what the API would refuse", () => {
  const wrong = { action: "DROP TABLE", actorId: "olle", subjectId: 7, from: "i går", to: "", page: "2" };
  expect(parseAuditSearch(wrong)).toEqual({});
  expect(parseAuditSearch({ from: "2026-13-01" })).toEqual({});
});

it("asks for whole days, the last one with them", () => {
  expect(toQuery(search)).toEqual({ ...search, from: "2026-10-31T23:00:00Z", to: "2026-11-30T23:00:00Z" });
  expect(toQuery({ action: "role.changed" })).toEqual({ action: "role.changed" });
});
