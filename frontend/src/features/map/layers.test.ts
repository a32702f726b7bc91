import { describe, expect, it } from "vitest";
import { boxOf } from "./layers";

const feature = (coordinates: unknown) => ({
  type: "Feature" as const,
  id: "a",
  properties: { name: "Norr" },
  geometry: { type: "Polygon", coordinates },
});

describe("boxOf", () => {
  it("goes around every position, whatever its depth", () => {
    const features = [
      feature([
        [
          [20, 63],
          [21, 63.5],
          [20, 63],
        ],
      ]),
      feature([
        [
          [
            [22, 62],
            [22.1, 62.1],
            [22, 62],
          ],
        ],
      ]),
    ];
    expect(boxOf({ features })).toEqual([20, 62, 22.1, 63.5]);
  });
  it("goes around points where there are no districts", () => {
    const point = { id: "a", title: "A", longitude: 20, latitude: 63 };
    expect(boxOf({ features: [], points: [point] })).toEqual([20, 63, 20, 63]);
    expect(boxOf({ features: [] })).toBeUndefined();
  });
});
