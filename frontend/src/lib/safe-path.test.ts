import { expect, it } from "vitest";
import { safePath } from "./safe-path";

it.each([
  "//evil.se",
  "/\\evil.se",
  "https://evil.se",
  "javascript:alert(1)",
  "evil",
  "",
  7,
  undefined,
  "/%5c/../../\\\\e",
])("never leads away: %s", (path) => {
  expect(new URL(safePath(path), location.origin).origin).toBe(location.origin);
  expect(safePath(path)).not.toMatch(/^\/[/\\]/);
});

it("keeps a path of this site with its search", () => {
  expect(safePath("/ideas/new?challenge=1#x")).toBe("/ideas/new?challenge=1#x");
});
