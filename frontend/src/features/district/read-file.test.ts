import { describe, expect, it } from "vitest";
import { readDrawing } from "./read-file";

const file = (...properties: (Record<string, unknown> | null)[]) =>
  JSON.stringify({
    type: "FeatureCollection",
    features: properties.map((p) => ({ type: "Feature", properties: p })),
  });

describe("readDrawing", () => {
  it("finds the properties that could be names, the likely one first", () => {
    const drawing = readDrawing(
      file({ kod: "01", typ: "x", NAMN: "Norr", yta: 3 }, { kod: "02", typ: "x", NAMN: "Söder", yta: 4 }),
    );
    expect(drawing?.properties).toEqual(["NAMN", "kod"]);
  });
  it("knows what is no drawing", () => {
    for (const text of ["", "{", "[]", "null", '{"type":"Feature"}', '{"type":"FeatureCollection"}'])
      expect(readDrawing(text)).toBeUndefined();
    expect(readDrawing(file(null))?.properties).toEqual([]);
  });
});
