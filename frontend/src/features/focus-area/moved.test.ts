import { expect, it } from "vitest";
import { moved, nextPosition } from "./moved";

it("moves one place up or down, and not beyond an end", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});

it("goes after the last, also where one between is gone", () => {
  expect(nextPosition([])).toBe(0);
  expect(nextPosition([{ position: 0 }, { position: 4 }])).toBe(5);
});
