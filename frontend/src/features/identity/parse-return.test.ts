import { afterEach, expect, test } from "vitest";
import { parseReturn } from "./parse-return";

const at = (search: string) => history.replaceState(null, "", `/login/return/x${search}`);
afterEach(() => at(""));

test("what a provider gives comes as it was given", () => {
  at("?state=abc&code=12e4&iss=https%3A%2F%2Flogin.example&scope=openid");
  expect(parseReturn({ state: "abc", code: 120_000, iss: "https://login.example", scope: "openid" })).toEqual(
    {
      state: "abc",
      code: "12e4",
      iss: "https://login.example",
    },
  );
});

test("also after the router has quoted it", () => {
  at('?code="12e4"');
  expect(parseReturn({ code: "12e4" })).toEqual({ code: "12e4" });
});

test("an address that is being left holds nothing", () => {
  at("?state=abc&code=secret");
  expect(parseReturn({})).toEqual({});
});
