import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { Questions } from "./Questions";

const challenge = (id: string) => ({
  id,
  title: `Titel ${id}`,
  question: `Fråga ${id}?`,
  state: "open",
  voting: "support",
  ideaCount: 3,
  updatedAt: "2026-11-01T08:00:00Z",
});
const answer = (...ids: string[]) => ({ body: { challenges: ids.map(challenge), _meta: {}, _links: {} } });

it("lets the first question lead and lists the others below it", async () => {
  serve(() => answer("a", "b", "c"));
  await renderInApp(<Questions />);
  expect(await screen.findByRole("heading", { level: 2, name: "Fråga a?" })).toBeInTheDocument();
  const others = screen.getByRole("region", { name: "Fler öppna frågor" });
  expect(
    within(others)
      .getAllByRole("heading", { level: 3 })
      .map((h) => h.textContent),
  ).toEqual(["Fråga b?", "Fråga c?"]);
});

it("stands alone when there is only one", async () => {
  serve(() => answer("a"));
  await renderInApp(<Questions />);
  await screen.findByRole("heading", { name: "Fråga a?" });
  expect(screen.queryByText("Fler öppna frågor")).not.toBeInTheDocument();
});

it("points on when nothing is asked", async () => {
  serve(() => answer());
  await renderInApp(<Questions />);
  expect(await screen.findByRole("link", { name: "Se tidigare utmaningar" })).toBeInTheDocument();
});

it("says what failed and offers to try again", async () => {
  serve(() => ({ status: 503, body: { code: "unavailable" } }));
  await renderInApp(<Questions />);
  expect(await screen.findByRole("button", { name: "Försök igen" }, { timeout: 8000 })).toBeInTheDocument();
}, 10_000);
