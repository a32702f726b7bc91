import { expect, test } from "vitest";
import { fieldsOf, thresholdOf, toRule } from "./rule-fields";

test("a promise comes back as it was", () => {
  for (const rule of [
    { threshold: 25, answerDays: 30, countsFrom: "closing", coolDownMonths: 6 },
    {
      threshold: 79,
      perMille: 1,
      windowDays: 90,
      answerDays: 60,
      countsFrom: "threshold",
      population: 78_001,
    },
  ] as const) {
    const { threshold, perMille, windowDays, answerDays, countsFrom, coolDownMonths } = {
      perMille: 0,
      windowDays: 0,
      coolDownMonths: 0,
      ...rule,
    };
    expect(toRule(fieldsOf(rule))).toEqual({
      ...(perMille ? { perMille } : { threshold }),
      ...(windowDays && { windowDays }),
      answerDays,
      countsFrom,
      ...(coolDownMonths && { coolDownMonths }),
    });
  }
});

test("a share of the population is rounded up, and what is no number is refused by the server", () => {
  const fields = fieldsOf(undefined);
  expect(thresholdOf({ ...fields, perMille: "1" }, 78_001)).toBe(79);
  expect(thresholdOf({ ...fields, perMille: "0,1" }, 100)).toBe(1);
  expect(thresholdOf(fields, undefined)).toBeUndefined();
  expect(toRule({ ...fields, threshold: "många" }).threshold).toBe(0);
});
