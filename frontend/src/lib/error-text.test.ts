import { expect, it } from "vitest";
import { errorText } from "./error-text";
import { ApiError } from "./errors";

it.each([
  [undefined, "För många försök. Vänta en stund."],
  [1, "För många försök. Vänta 1 sekund."],
  [45, "För många försök. Vänta 45 sekunder."],
  [60, "För många försök. Vänta 1 minut."],
  [900, "För många försök. Vänta 15 minuter."],
])("told to wait %s seconds: %s", (retryAfter, words) => {
  const error = new ApiError({ code: "too_many_requests", status: 429 }, retryAfter);
  expect(errorText(error)).toBe(words);
});
