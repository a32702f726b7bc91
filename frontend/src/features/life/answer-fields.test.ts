import { expect, it } from "vitest";
import { noAnswer, toAnswer } from "./answer-fields";

const written = {
  ...noAnswer,
  decision: "declined",
  body: " Nej. ",
  department: " Gatukontoret ",
  nextStep: " ",
};

it("sends what is written, and nothing that is empty", () => {
  expect(toAnswer(written)).toEqual({ decision: "declined", body: "Nej.", department: "Gatukontoret" });
});

it("sends one department: the one that takes part here", () => {
  const answer = toAnswer({ ...written, departmentId: "d", contact: "0123" });
  expect(answer).toEqual({ decision: "declined", body: "Nej.", departmentId: "d", contact: "0123" });
});
