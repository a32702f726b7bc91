import { expect, it } from "vitest";
import { isWithin, labelPoint, widthOf } from "./label-point";

const square = (x: number, y: number, side: number) => [
  [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ],
];

it("puts a name in the middle of the largest part", () => {
  expect(labelPoint({ type: "Polygon", coordinates: square(20, 63, 2) })).toEqual([21, 64]);
  const islands = {
    type: "MultiPolygon",
    coordinates: [square(0, 0, 1), square(10, 10, 4), square(30, 30, 2)],
  };
  expect(labelPoint(islands)).toEqual([12, 12]);
});

it("weighs by area and not by how many corners there are", () => {
  const [ring] = square(0, 0, 4);
  const dense = [[0, 0], [0.1, 0], [0.2, 0], [0.3, 0], ...(ring as number[][]).slice(1)];
  expect(labelPoint({ type: "Polygon", coordinates: [dense] })).toEqual([2, 2]);
});

it("has no place for what is no area", () => {
  expect(labelPoint({ type: "Point", coordinates: [1, 2] })).toBeUndefined();
  expect(labelPoint({ type: "MultiPolygon", coordinates: [] })).toBeUndefined();
  expect(widthOf({ type: "MultiPolygon", coordinates: [] }, (x) => x)).toBe(0);
});

it("measures the largest part as it is drawn", () => {
  expect(widthOf({ type: "Polygon", coordinates: square(20, 63, 2) }, (x) => x * 10)).toBe(20);
});

it("knows what is in an area", () => {
  const area = { type: "Polygon", coordinates: square(0, 0, 4) };
  expect(isWithin(area, [1, 3])).toBe(true);
  expect(isWithin(area, [5, 3])).toBe(false);
  expect(isWithin(area, [1, -1])).toBe(false);
});
