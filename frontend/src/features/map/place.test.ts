import { expect, it } from "vitest";
import { parsePlace, writePlace } from "./place";

it("keeps a place as text, to four decimals, on this globe", () => {
  expect(writePlace({ longitude: 20.25004, latitude: 63.8 })).toBe("20.2500,63.8000");
  expect(writePlace({ longitude: 380.5, latitude: 91 })).toBe("20.5000,90.0000");
  expect(parsePlace("20.2500,63.8000")).toEqual({ longitude: 20.25, latitude: 63.8 });
  for (const none of ["", "x", "1", "1,x"]) expect(parsePlace(none)).toBeUndefined();
});
