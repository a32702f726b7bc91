import { i18n } from "@lingui/core";
import { expect, it } from "vitest";
import { messages } from "./locales/sv.po";
import { seatsLeft, seatsText } from "./seats";

i18n.load("sv", messages);

it.each([
  [12, 0, 0, "12 platser kvar av 12"],
  [12, 11, 0, "1 plats kvar av 12"],
  [12, 12, 0, "Fullt. Du kan ställa dig på kö."],
  [12, 12, 1, "Fullt. 1 person på kö."],
  [12, 12, 7, "Fullt. 7 personer på kö."],
])("of %i seats %i are taken and %i wait: %s", (seats, seatedCount, waitingCount, words) => {
  expect(seatsText({ seats, seatedCount, waitingCount })).toBe(words);
});

it("never has fewer than no seats left", () => {
  expect(seatsLeft({ seats: 3, seatedCount: 5, waitingCount: 0 })).toBe(0);
});
