import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { Schema } from "@/lib/api";
import { session } from "@/lib/session";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { Leaders } from "./Leaders";

const me: Schema["Me"] = {
  id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01",
  email: "annika@alvsala.example",
  displayName: "Annika",
  kind: "public-body",
  role: "project-leader",
  duties: ["start-challenges", "lead"],
  language: "sv",
  version: 1,
  createdAt: "2026-11-01T08:00:00Z",
};
const thing = { challengeId: "0197c2f0-2b3c-7a32-99e3-3c4d5e6f7a02" };
const annika = { id: me.id, displayName: "Annika", kind: "public-body" };
const maja = { id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a02", displayName: "Maja", kind: "resident" };
const endsAt = "2099-12-31T23:00:00Z";
const own = { id: "own", person: annika, role: "leader", endsAt, title: "Torget", grantedAt: me.createdAt };
const helping = { ...own, id: "helping", person: maja, role: "co-leader", endsAt: "2099-06-30T22:00:00Z" };

/** A server where Annika leads until a day, and perhaps Maja helps. */
const serveLeaders = (leadAssignments: unknown[]) =>
  serve(({ method, path }) => {
    if (method === "DELETE") return { status: 204 };
    if (path.includes("/lead-candidates")) return { body: { participants: [annika, maja], _meta: {} } };
    return { body: method === "GET" ? { leadAssignments, _meta: {} } : helping };
  });

beforeEach(() => session.update(me));

it("says who leads until when, leaders first, and lets a co-leader change nothing", async () => {
  serveLeaders([helping, own]);
  await renderInApp(<Leaders thing={thing} mayAppoint={false} />);
  const [first, second] = await screen.findAllByRole("listitem");
  expect(first).toHaveTextContent(/^Annika \(du\) ?Ledare, till och med 31 december 2099/);
  expect(second).toHaveTextContent(/^Maja ?Medledare, till och med 30 juni 2099/);
  expect(screen.queryByRole("button")).toBeNull();
});

it("asks for a day from who leads until one, and gives no later one", async () => {
  const asked = serveLeaders([own]);
  const { user } = await renderInApp(<Leaders thing={thing} mayAppoint />);
  await user.type(await screen.findByLabelText("Person"), "ma{Enter}");
  expect(screen.queryByRole("button", { name: /^Annika/ })).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Maja, Invånare" }));
  expect(screen.getByLabelText("Till och med")).toHaveAttribute("max", "2099-12-31");
  await user.click(screen.getByRole("button", { name: "Ge uppdraget" }));
  await waitFor(() =>
    expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
      ...thing,
      accountId: maja.id,
      role: "co-leader",
      endsAt,
    }),
  );
});

/** Annika hands over to Maja; gives what was written. */
async function handOver(heir: Partial<typeof helping>) {
  const asked = serveLeaders([{ ...helping, ...heir }, own]);
  const { user } = await renderInApp(<Leaders thing={thing} mayAppoint />);
  const row = (await screen.findByRole("link", { name: "Annika" })).closest("li") as HTMLElement;
  await user.click(within(row).getByRole("button", { name: "Lämna över" }));
  await user.type(within(row).getByLabelText("Vem tar över?"), "maja{Enter}");
  await user.click(await within(row).findByRole("button", { name: "Maja, Invånare" }));
  await user.click(within(row).getByRole("button", { name: "Lämna över" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Lämna över" }));
  await waitFor(() => expect(screen.getAllByText("Uppdraget är överlämnat.")).not.toHaveLength(0));
  return asked.filter(({ method }) => method !== "GET").map(({ method, path, body }) => [method, path, body]);
}

const given = ["PUT", "/api/v1/lead-assignments/helping", { role: "leader", endsAt }];
const givenUp = ["DELETE", "/api/v1/lead-assignments/own", undefined];

it("hands over on the same terms, and only then gives up one's own", async () => {
  expect(await handOver({})).toEqual([given, givenUp]);
});

it("gives a leader who takes over the time that is missing, and takes none", async () => {
  expect(await handOver({ role: "leader" })).toEqual([given, givenUp]);
  cleanup();
  expect(await handOver({ role: "leader", endsAt: "2100-06-30T22:00:00Z" })).toEqual([givenUp]);
});

it("appoints once where the first answer was lost", async () => {
  let lost = false;
  const asked = serve(({ method, path }) => {
    if (path.includes("/lead-candidates")) return { body: { participants: [maja], _meta: {} } };
    if (method === "GET") return { body: { leadAssignments: [], _meta: {} } };
    if (lost) return { status: 201, body: helping };
    lost = true;
    throw new TypeError("lost");
  });
  const { user } = await renderInApp(<Leaders thing={thing} mayAppoint />);
  await user.type(await screen.findByLabelText("Person"), "ma{Enter}");
  await user.click(await screen.findByRole("button", { name: "Maja, Invånare" }));
  await user.click(screen.getByRole("button", { name: "Ge uppdraget" }));
  await screen.findByRole("group", { name: /Vi når inte servern/ });
  await user.click(screen.getByRole("button", { name: "Ge uppdraget" }));
  await waitFor(() => expect(screen.getAllByText(/^Uppdraget är givet/)).not.toHaveLength(0));
  const keys = asked
    .filter(({ method }) => method === "POST")
    .map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

it("warns who would be the last to leave", async () => {
  serveLeaders([helping, own]);
  const { user } = await renderInApp(<Leaders thing={thing} mayAppoint />);
  await user.click(await screen.findByRole("button", { name: "Sluta leda" }));
  expect(await screen.findByRole("dialog")).toHaveTextContent("utmaningens fokusområde");
});
