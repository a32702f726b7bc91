import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { session } from "@/lib/session";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { WaitingSettings } from "./WaitingSettings";

const administrator: Schema["Me"] = {
  id: "0197c2f0-1c7a-7d2e-9b5e-3f0a5c1e8a01",
  email: "admin@alvsala.example",
  displayName: "Ada",
  kind: "resident",
  role: "administrator",
  duties: ["administer"],
  language: "sv",
  version: 1,
  createdAt: "2026-11-01T08:00:00Z",
};

const settings = (firstPosts: number, holdSpam: boolean, version: number): Schema["ModerationSettings"] => ({
  firstPosts,
  holdSpam,
  version,
});

/** A server where another administrator saves once, right after this one has read. */
function serveConflict() {
  let stored = settings(0, false, 1);
  let raced = false;
  return serve(({ method, path, headers, body }) => {
    if (!path.endsWith("/moderation-settings")) return { status: 404, body: { code: "not_found" } };
    if (method === "PUT") {
      if (!raced) stored = settings(9, false, 2);
      raced = true;
      if (headers.get("If-Match") !== `"${stored.version}"`)
        return { status: 412, body: { code: "precondition_failed" } };
      stored = { ...stored, ...(body as object), version: stored.version + 1 };
    }
    return { body: stored, headers: { ETag: `"${stored.version}"` } };
  });
}

const field = () => screen.getByLabelText("De första inläggen av någon ny");

async function saveTooLate() {
  const asked = serveConflict();
  const { user } = await renderInApp(<WaitingSettings />);
  await user.selectOptions(await screen.findByLabelText("De första inläggen av någon ny"), "3");
  await user.click(screen.getByLabelText(/Låt det som liknar skräp vänta/));
  await user.click(screen.getByText("Spara"));
  expect(await screen.findByText("Någon hann spara före dig")).toBeVisible();
  expect(field()).toHaveValue("3");
  expect(screen.getByLabelText(/Låt det som liknar skräp vänta/)).toBeChecked();
  return { user, asked };
}

beforeEach(() => session.update(administrator));
afterEach(() => vi.unstubAllGlobals());

it("keeps what is chosen when somebody else saved first, and reads theirs when asked", async () => {
  const { user } = await saveTooLate();
  await user.click(screen.getByText("Läs in den nya versionen"));
  await waitFor(() => expect(field()).toHaveValue("9"));
  expect(screen.queryByText("Någon hann spara före dig")).toBeNull();
});

it("saves over what somebody else saved when that is chosen", async () => {
  const { user, asked } = await saveTooLate();
  await user.click(screen.getByText("Spara min version"));
  await waitFor(() => expect(screen.queryByText("Någon hann spara före dig")).toBeNull());
  const last = asked.filter(({ method }) => method === "PUT").at(-1);
  expect(last?.body).toEqual({ firstPosts: 3, holdSpam: true });
  expect(field()).toHaveValue("3");
});
