import { describe, expect, it } from "vitest";
import { beingWritten, completed, mayBeName, pieces, withIds, withNames } from "./mention";

const maja = { id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01", displayName: "Maja" };
const lind = { id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a02", displayName: "Maja Lind" };

describe("names and ids", () => {
  it("go to the server and back", () => {
    const sent = withIds("Hej @Maja Lind och @Maja, hej@maja.se", [maja, lind]);
    expect(sent).toBe(`Hej @${lind.id} och @${maja.id}, hej@maja.se`);
    expect(withNames(sent, [maja, lind])).toBe("Hej @Maja Lind och @Maja, hej@maja.se");
  });
  it("are told apart when shown", () => {
    expect(pieces(`Hej @${maja.id.toUpperCase()}, @nej`)).toEqual([
      { text: "Hej " },
      { text: "", id: maja.id },
      { text: ", @nej" },
    ]);
  });
});

describe("beingWritten", () => {
  it.each([
    ["Hej @", ""],
    ["Hej @Ma", "Ma"],
    ["@Maja Li", "Maja Li"],
    ["(@Åsa", "Åsa"],
    ["maja@ex", undefined],
    ["https://ex.example/@maja", undefined],
    ["Hej @maja.ex", undefined],
    ["@Maja Lind hej", undefined],
    ["Hej", undefined],
  ])("finds in %s", (text, written) => {
    expect(beingWritten(text, text.length)).toBe(written);
  });
});

it("completes in the middle of a text", () => {
  expect(completed("Hej @Ma och", 7, "Ma", lind)).toEqual({ text: "Hej @Maja Lind och", caret: 15 });
});

it.each([
  ["Hel", true],
  ["Anna-Ka", true],
  ["", false],
  ["18", false],
  ["Maja hej", false],
  [undefined, false],
])("takes %s for a name and nothing else", (written, is) => {
  expect(mayBeName(written)).toBe(is);
});
