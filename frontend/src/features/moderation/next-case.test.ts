import { expect, it } from "vitest";
import { nextCase } from "./next-case";

const taken = { id: "x", displayName: "X", kind: "resident" } as const;
const queue = [{ id: "a" }, { id: "b", takenBy: taken }, { id: "c" }];

it("goes on to what nobody else is at, and begins anew at the end", () => {
  expect(nextCase(queue, "a", 1)).toBe("c");
  expect(nextCase(queue, "c", 1)).toBe("a");
  expect(nextCase(queue, "c", -1)).toBe("a");
  expect(nextCase(queue, "a", -1)).toBeUndefined();
  expect(nextCase(queue, "gone", 1)).toBe("a");
  expect(nextCase([{ id: "a" }], "a", 1)).toBeUndefined();
});
