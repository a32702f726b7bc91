import { i18n } from "@lingui/core";
import { expect, it } from "vitest";
import { errorText } from "@/lib/error-text";
import { ApiError } from "@/lib/errors";
import { messages } from "./locales/sv.po";
import { signInError, waitText } from "./waiting";

i18n.load("sv", messages);

it.each([
  [1, "1 sekund"],
  [60, "60 sekunder"],
  [61, "2 minuter"],
  [900, "15 minuter"],
])("%i seconds are %s", (seconds, words) => expect(waitText(seconds)).toBe(words));

it("tells the wait in words, and what else to do", () => {
  const refused = new ApiError({ code: "too_many_requests", status: 429 }, 240);
  const shown = signInError(refused);
  expect(shown && errorText(shown)).toMatch(/Vänta 4 minuter .* nytt lösenord/);
});

it("leaves other errors as they are", () => {
  const wrong = new ApiError({ code: "invalid_credentials", status: 401 });
  expect(signInError(wrong)).toBe(wrong);
  expect(signInError(null)).toBeNull();
});
