import { screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { ContactRow } from "./ContactRow";

const promised = {
  id: "c",
  idea: { id: "i", title: "Odling på skolgården" },
  need: { amount: 4, committed: 2, unit: "timmar", description: "Händer.", state: "open" },
  helper: { id: "h", displayName: "Ali Hassan", kind: "resident" },
  seeker: { id: "s", displayName: "Maja Lindqvist", kind: "resident" },
  askedBy: "helper",
  message: "Jag kan.",
  state: "accepted",
  askedAt: "2026-11-24T08:00:00Z",
  commitmentId: "k",
} as Schema["Contact"];

afterEach(() => vi.unstubAllGlobals());

it("offers to take a promise back while everybody sees it, and says why not while it is hidden", async () => {
  serve(() => ({ status: 401, body: {} }));
  const { unmount } = await renderInApp(<ContactRow contact={promised} incoming={false} />);
  expect(await screen.findByRole("button", { name: "Ta tillbaka löftet" })).toBeInTheDocument();
  unmount();
  await renderInApp(<ContactRow contact={{ ...promised, commitmentWithheld: "hidden" }} incoming={false} />);
  expect(await screen.findByText(/Medan löftet är dolt går det inte att ta tillbaka/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Ta tillbaka löftet" })).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "besluten om det du skrivit" })).toBeInTheDocument();
});
