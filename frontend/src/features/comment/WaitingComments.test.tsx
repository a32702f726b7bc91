import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { session } from "@/lib/session";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { WaitingComments } from "./WaitingComments";

const me: Schema["Me"] = {
  id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01",
  email: "maja@alvsala.example",
  displayName: "Maja",
  kind: "resident",
  role: "member",
  duties: [],
  language: "sv",
  version: 1,
  createdAt: "2026-11-01T08:00:00Z",
};
const ideaId = "0197c2f0-3d42-7e10-b7c1-1a2b3c4d5e03";
const parentId = "0197c2f0-3d42-7e10-b7c1-1a2b3c4d5e09";
const subject = { kind: "idea", id: ideaId, writable: true, official: false } as const;
const comment = (id: string, body: string, more: object = {}) =>
  ({
    id,
    ideaId,
    author: { id: me.id, displayName: "Maja", kind: "resident" },
    kind: "comment",
    body,
    state: "waiting",
    createdAt: "2026-11-15T17:30:00Z",
    ...more,
  }) as Schema["Comment"];

/** A server with comments that wait, which takes one back or refuses to. */
function serveWaiting(status: 204 | 503) {
  let waiting = [comment("a", "Bra tänkt"), comment("b", "Tusen kronor", { parentId })];
  return serve(({ method, path }) => {
    if (method === "DELETE" && status === 503) return { status, body: { code: "unavailable", status } };
    if (method === "DELETE") {
      waiting = waiting.filter(({ id }) => !path.endsWith(id));
      return { status };
    }
    return { body: { comments: waiting, _meta: {}, _links: {} } };
  });
}

beforeEach(() => session.update(me));
afterEach(() => vi.unstubAllGlobals());

const takeBack = async (user: Awaited<ReturnType<typeof renderInApp>>["user"]) =>
  user.click(screen.getAllByRole("button", { name: "Ta tillbaka kommentaren" })[0] as HTMLElement);

it("shows what waits, and what it replies to", async () => {
  serveWaiting(204);
  await renderInApp(<WaitingComments subject={subject} />);
  const [first, second] = await screen.findAllByRole("listitem");
  expect(first).toHaveTextContent("Väntar på granskning");
  expect(first).toHaveTextContent("Bra tänkt");
  expect(first?.querySelector('a[href*="#comment-"]')).toBeNull();
  expect(second?.querySelector('a[href*="#comment-"]')).toHaveAttribute("href", `/#comment-${parentId}`);
});

it("takes one back, says so, and keeps the focus in the discussion", async () => {
  serveWaiting(204);
  const { user } = await renderInApp(<WaitingComments subject={subject} />);
  await screen.findByText("Bra tänkt");
  await takeBack(user);
  await waitFor(() => expect(screen.queryByText("Bra tänkt")).toBeNull());
  expect(screen.getByText("Tusen kronor")).toBeVisible();
  await waitFor(() =>
    expect(screen.getByTestId("announcer")).toHaveTextContent("Kommentaren är tillbakatagen."),
  );
  expect(document.activeElement).not.toBe(document.body);
});

it("says when it could not be taken back", async () => {
  serveWaiting(503);
  const { user } = await renderInApp(<WaitingComments subject={subject} />);
  await screen.findByText("Bra tänkt");
  await takeBack(user);
  expect(await screen.findByRole("alert")).toHaveTextContent(/Tjänsten är tillfälligt upptagen/);
  expect(screen.getByText("Bra tänkt")).toBeVisible();
});

it("is silent for who is not signed in, and when nothing waits", async () => {
  serve(() => ({ status: 204 }));
  await session.signOut();
  const asked = serveWaiting(204);
  await renderInApp(<WaitingComments subject={subject} />);
  expect(screen.queryByRole("list")).toBeNull();
  expect(asked).toEqual([]);
});
