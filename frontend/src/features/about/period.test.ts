import { expect, it } from "vitest";
import { formatPeriodOf } from "./period";

it.each([
  [30, "30 minuter"],
  [60, "1 timme"],
  [1440, "1 dygn"],
  [10_080, "7 dygn"],
  [43_200, "30 dygn"],
  [25 * 730 * 60, "25 månader"],
  [2 * 365 * 1440, "2 år"],
])("%i minutes are %s", (minutes, words) => {
  expect(formatPeriodOf(minutes)).toBe(words);
});
