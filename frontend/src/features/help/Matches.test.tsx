import { screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { Matches } from "./Matches";

const reasons: Schema["MatchReasons"] = {
  topics: [],
  words: [],
  nearness: "whole-municipality",
  startsAt: "2026-11-01T08:00:00Z",
  endsAt: "2026-12-01T08:00:00Z",
  timeShare: 1,
  languages: ["sv"],
};
const match = (id: string, title: string, words: string[]) =>
  ({
    need: { id, description: title, amount: 2, committed: 0, unit: "hours", kind: "hands" },
    idea: { id, title },
    offer: { id: "o", title: "Skottar snö", description: "Med spade.", owner: { id: "p" } },
    score: words.length > 0 ? 80 : 40,
    reasons: { ...reasons, words },
  }) as unknown as Schema["Match"];

afterEach(() => vi.unstubAllGlobals());

it("says what it lists, in which order, and what hardly fits", async () => {
  serve(() => ({ status: 404 }));
  const found = [match("1", "Ploga gångbanan", ["snö"]), match("2", "Säg hej", [])];
  const { user } = await renderInApp(
    <Matches
      query={{ queryKey: ["m"], queryFn: () => Promise.resolve(found) }}
      side="need"
      seeking
      label="Fråga för en egen idé"
    />,
  );
  await user.click(screen.getByRole("button", { name: "Fråga för en egen idé" }));
  const list = await screen.findByRole("list", {
    name: "Behov i dina idéer som erbjudandet kan passa, det bästa först",
  });
  const [best, last] = within(list)
    .getAllByRole("listitem")
    .filter((row) => row.parentElement === list);
  expect(best).not.toHaveTextContent("Passar knappt");
  expect(last).toHaveTextContent("Passar knappt: samma sorts hjälp, men inga gemensamma ord eller ämnen.");
});
