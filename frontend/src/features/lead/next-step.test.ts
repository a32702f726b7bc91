import { i18n } from "@lingui/core";
import { describe, expect, it } from "vitest";
import type { Schema } from "@/lib/api";
import { messages } from "./locales/sv.po";
import { challengeStep, workshopStep } from "./next-step";

i18n.load("sv", messages);

const now = Date.parse("2026-11-22T12:00:00Z");

describe("what waits with a challenge", () => {
  const challenge = { state: "open", ideaCount: 3 } as Schema["ChallengeSummary"];

  it.each([
    [{ state: "draft" }, "publicera"],
    [{ opensAt: "2026-12-01T09:00:00Z" }, "Tar emot idéer från den 1 december 2026."],
    [{}, "3 idéer hittills. Stäng när det är dags."],
    [{ closesAt: "2026-12-24T11:00:00Z", ideaCount: 1 }, "1 idé hittills. Stänger den 24 december 2026."],
    [{ closesAt: "2026-11-20T11:00:00Z" }, "Tiden gick ut den 20 november 2026."],
    [{ state: "closed" }, "Stängd med 3 idéer."],
    [{ state: "archived" }, "Arkiverad med 3 idéer."],
  ])("%j", (change, words) => {
    const changed = { ...challenge, ...change } as Schema["ChallengeSummary"];
    expect(challengeStep(changed, now)).toContain(words);
  });
});

describe("what waits with a workshop", () => {
  const workshop = {
    state: "published",
    startsAt: "2026-12-03T17:00:00Z",
    endsAt: "2026-12-03T19:00:00Z",
    seats: 12,
    seatedCount: 12,
    waitingCount: 0,
  } as Schema["WorkshopSummary"];

  it.each([
    [{ state: "draft" }, "Publicera, så öppnar anmälan."],
    [{ state: "draft", startsAt: "2026-11-01T17:00:00Z" }, "Dagen har passerat."],
    [{ seatedCount: 11 }, "11 anmälda, 1 plats kvar."],
    [{}, "12 anmälda, fullt."],
    [{ waitingCount: 1 }, "12 anmälda, fullt och 1 person på kö."],
    [{ startsAt: "2026-11-22T11:00:00Z" }, "Pågår nu"],
    [{ startsAt: "2026-11-01T11:00:00Z", endsAt: "2026-11-01T12:00:00Z" }, "Har varit"],
    [{ state: "cancelled" }, "Inställd."],
  ])("%j", (change, words) => {
    const changed = { ...workshop, ...change } as Schema["WorkshopSummary"];
    expect(workshopStep(changed, now)).toContain(words);
  });
});
