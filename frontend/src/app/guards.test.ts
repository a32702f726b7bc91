import { isRedirect } from "@tanstack/react-router";
import { beforeEach, expect, it, vi } from "vitest";
import { serve } from "@/testing/server";

const context = { location: { href: "/lead?tab=ideas" } };

// The guards ask the tab's one session: a fresh module each time is a fresh tab.
async function guards(...duties: string[]) {
  if (duties.length > 0) localStorage.setItem("medskapa.session-hint", "1");
  serve(() => ({ body: { accessToken: "t", tokenType: "Bearer", expiresIn: 300, me: { id: "1", duties } } }));
  return import("./guards");
}

beforeEach(() => vi.resetModules());

it("sends visitors by the log-in, with the way back", async () => {
  const { requireAccount } = await guards();
  const thrown = await requireAccount(context).catch((error: unknown) => error);
  expect(isRedirect(thrown) && thrown.options).toMatchObject({
    to: "/login",
    search: { next: context.location.href },
  });
});

it("waits for a session that is being restored", async () => {
  const { requireAccount } = await guards("lead");
  await expect(requireAccount(context)).resolves.toMatchObject({ id: "1" });
});

it("lets in whose duty it is, and tells others that the page is not theirs", async () => {
  const { requireDuty } = await guards("start-challenges", "lead");
  await expect(requireDuty("lead")(context)).resolves.toBeUndefined();
  await expect(requireDuty("administer")(context)).rejects.toMatchObject({
    code: "forbidden",
    status: 403,
  });
});
