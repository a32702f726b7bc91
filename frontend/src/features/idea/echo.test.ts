import { expect, it } from "vitest";
import { echoesTitle } from "./echo";

it.each([
  ["Mer ljus.", "Mer ljus.", true],
  ["Mer ljus.", "Mer ljus\\.\n", true],
  ["2 * 3 = 6!", "2 \\* 3 \\= 6\\!", true],
  ["Mer ljus", "Mer ljus vid älven.", false],
  ["C:\\temp", "C:\\temp", true],
  ["Mer ljus", "", false],
])("%j with the text %j echoes: %s", (title, body, echoes) => {
  expect(echoesTitle({ title, body })).toBe(echoes);
});
