import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Schema } from "@/lib/api";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { NotificationSettingsPage } from "./NotificationSettingsPage";

let stored: Schema["NotificationSettings"];

beforeEach(() => {
  stored = {
    mail: true,
    followCommented: true,
    followSupported: false,
    choices: [
      { kind: "mention", mail: "at-once" },
      { kind: "thanks", mail: "daily" },
      { kind: "match-found", mail: "weekly" },
    ],
    version: 1,
  };
});
afterEach(() => vi.unstubAllGlobals());

/** A server that keeps settings, and first does what it is given when it is asked to save. */
const serveSettings = (before: () => { status: number; body: object } | undefined = () => undefined) =>
  serve(({ method, path, headers, body }) => {
    if (path.includes("/me/follows"))
      return { body: { follows: [], _meta: { total: 0 }, _links: { self: { href: "/" } } } };
    if (!path.endsWith("/me/notification-settings")) return { status: 404, body: { code: "not_found" } };
    if (method === "PUT") {
      const refused = before();
      if (refused) return refused;
      if (headers.get("If-Match") !== `"${stored.version}"`)
        return { status: 412, body: { code: "precondition_failed" } };
      stored = { ...(body as Schema["NotificationSettingsEdit"]), version: stored.version + 1 };
    }
    return { body: stored, headers: { ETag: `"${stored.version}"` } };
  });

const mails = () => stored.choices.map(({ mail }) => mail);

it("saves each choice when it is made, and says so", async () => {
  serveSettings();
  const { user } = await renderInApp(<NotificationSettingsPage />);
  await user.selectOptions(await screen.findByLabelText("Någon tackar för din kommentar"), "Aldrig");
  await waitFor(() => expect(screen.getByTestId("announcer")).toHaveTextContent("Sparat"));
  await user.click(screen.getByLabelText("Följ det jag röstar på"));
  await user.selectOptions(screen.getByLabelText("Någon nämner dig"), "En gång i veckan");
  await waitFor(() => expect(mails()).toEqual(["weekly", "never", "weekly"]));
  expect(stored.followSupported).toBe(true);
  expect(await screen.findAllByText("Sparat", { selector: "span" })).toHaveLength(1);
});

it("shows what is kept, and why, when a choice is refused", async () => {
  serveSettings(() => ({ status: 503, body: { code: "unavailable" } }));
  const { user } = await renderInApp(<NotificationSettingsPage />);
  const field = await screen.findByLabelText("Någon tackar för din kommentar");
  await user.selectOptions(field, "Aldrig");
  await waitFor(() => expect(field).toHaveAccessibleDescription(/tillfälligt upptagen/));
  expect(field).toHaveValue("daily");
  expect(screen.getByTestId("announcer")).toHaveTextContent(/tillfälligt upptagen/);
});

it("keeps what was chosen elsewhere since the page was read", async () => {
  let raced = false;
  serveSettings(() => {
    if (!raced) stored = { ...stored, followSupported: true, version: 2 };
    raced = true;
    return undefined;
  });
  const { user } = await renderInApp(<NotificationSettingsPage />);
  await user.selectOptions(await screen.findByLabelText("Någon tackar för din kommentar"), "Aldrig");
  await waitFor(() => expect(mails()).toEqual(["at-once", "never", "weekly"]));
  expect(stored.followSupported).toBe(true);
});

it("chooses the same for all kinds, and takes it back", async () => {
  serveSettings();
  const { user } = await renderInApp(<NotificationSettingsPage />);
  await user.click(await screen.findByRole("button", { name: "En gång om dagen" }));
  await waitFor(() => expect(mails()).toEqual(["daily", "daily", "daily"]));
  await user.click(await screen.findByRole("button", { name: "Ångra" }));
  await waitFor(() => expect(mails()).toEqual(["at-once", "daily", "weekly"]));
});

it("takes back what was chosen for all but for what was chosen since", async () => {
  serveSettings();
  const { user } = await renderInApp(<NotificationSettingsPage />);
  await user.click(await screen.findByRole("button", { name: "En gång i veckan" }));
  const undo = await screen.findByRole("button", { name: "Ångra" });
  await user.selectOptions(screen.getByLabelText("Någon nämner dig"), "Aldrig");
  await waitFor(() => expect(mails()).toEqual(["never", "weekly", "weekly"]));
  await user.click(undo);
  await waitFor(() => expect(mails()).toEqual(["never", "daily", "weekly"]));
});
