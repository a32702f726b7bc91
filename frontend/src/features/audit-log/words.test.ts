import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { actionGroups } from "./words";

/** Every action that the server can record, as its source has them. */
function recorded(): string[] {
  const files = readdirSync("../internal", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"))
    .map((name) => readFileSync(`../internal/${name}`, "utf8"));
  const constant = /\b(?:audit\.)?Action\s+=\s+"([a-z-]+\.[a-z-]+)"/g;
  return files.flatMap((text) => [...text.matchAll(constant)].map(([, action = ""]) => action));
}

it("has words for exactly what the server records", () => {
  const worded = actionGroups().flatMap(({ actions }) => actions.map(({ action }) => action));
  expect(worded.sort()).toEqual([...new Set(recorded())].sort());
});
