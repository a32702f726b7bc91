import { expect, it } from "vitest";
import type { Schema } from "@/lib/api";
import { stepsFrom } from "./challenge-steps";

const all: Schema["Permission"][] = ["edit", "publish", "close", "archive"];

it.each([
  ["draft", ["publish"]],
  ["open", ["close"]],
  ["closed", ["archive", "reopen"]],
  ["archived", ["restore"]],
] as const)("from %s a leader can go: %s", (state, names) => {
  expect(stepsFrom(state, all).map((step) => step.name)).toEqual(names);
});

it("offers nothing that the server does not permit", () => {
  expect(stepsFrom("closed", ["edit", "archive"]).map((step) => step.name)).toEqual(["archive"]);
  expect(stepsFrom("draft", [])).toEqual([]);
});
