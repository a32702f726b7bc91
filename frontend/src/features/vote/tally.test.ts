import { describe, expect, it } from "vitest";
import { recount } from "./tally";

const tally = { support: 3, agree: 2, disagree: 1, pass: 0 };

describe("recount", () => {
  it("adds a first vote", () => {
    expect(recount(tally, undefined, "support")).toEqual({ ...tally, support: 4 });
  });
  it("moves a changed vote", () => {
    expect(recount(tally, "disagree", "pass")).toEqual({ ...tally, disagree: 0, pass: 1 });
  });
  it("takes a vote back", () => {
    expect(recount(tally, "agree", undefined)).toEqual({ ...tally, agree: 1 });
  });
  it("leaves the same vote as it is", () => {
    expect(recount(tally, "agree", "agree")).toEqual(tally);
  });
  it("never goes below zero, whatever was read before", () => {
    expect(recount(tally, "pass", undefined).pass).toBe(0);
  });
});
