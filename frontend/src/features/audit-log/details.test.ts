import { expect, it } from "vitest";
import { detailLines } from "./details";

it("leads to the thing that somebody leads, and says until when", () => {
  const details = { thing: "challenge", id: "1", role: "co-leader", endsAt: "2026-12-31T23:00:00Z" };
  const target = { kind: "challenge", id: "1" };
  expect(detailLines(details)).toEqual([
    { key: "thing", label: "Vad", text: "en utmaning", target },
    { key: "role", label: "Roll", text: "medledare" },
    { key: "endsAt", label: "Till och med", text: "31 december 2026" },
  ]);
  expect(detailLines({ ...details, title: "Torget" })[0]).toMatchObject({ text: "Torget", target });
});

it("says the very moment when something ends within a day", () => {
  expect(detailLines({ endsAt: "2026-12-31T17:30:00Z" })[0]?.text).toBe("31 december 2026 18:30");
});

it("shows what it has no words for as it stands", () => {
  expect(detailLines({ colour: "teal", id: "7" })).toEqual([
    { key: "colour", label: "colour", text: "teal" },
    { key: "id", label: "id", text: "7" },
  ]);
});

it("says how somebody became an owner", () => {
  expect(detailLines({ owner: "3", because: "member" })).toEqual([
    { key: "owner", label: "Ägare", text: "", target: { kind: "participant", id: "3" } },
    { key: "because", label: "Varför", text: "blev medlem i stället" },
  ]);
});
