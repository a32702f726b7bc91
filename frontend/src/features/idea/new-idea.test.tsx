import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { Schema } from "@/lib/api";
import { saveDraft } from "@/lib/draft";
import { session } from "@/lib/session";
import { renderInApp } from "@/testing/render";
import { type Exchange, serve } from "@/testing/server";
import { NewIdeaForm } from "./NewIdeaForm";

const me = { id: "m", displayName: "Maja", kind: "resident", role: "member" } as Schema["Me"];
const challenge = (id: string, title: string, voting: Schema["Voting"]) => ({
  id,
  title,
  voting,
  state: "open",
});
const open = {
  challenges: [
    challenge("a", "Ljus", "support"),
    challenge("b", "Klimat", "opinion"),
    { ...challenge("c", "Senare", "support"), opensAt: "2099-01-01T00:00:00Z" },
  ],
  _meta: { limit: 100, count: 3 },
};

const answering = (post: (request: Exchange) => { status?: number; body?: unknown }) =>
  serve((request) => (request.path.includes("/challenges") ? { body: open } : post(request)));
/** What was sent as an idea; what was compared with others while writing is none. */
const sent = (asked: Exchange[]) =>
  asked.filter(({ method, path }) => method === "POST" && path.endsWith("/ideas"));
const title = () => screen.getByRole("textbox", { name: /Rubrik/ });
const body = () => screen.getByRole("textbox", { name: /Din idé/ });
const publish = () => screen.getByRole("button", { name: "Publicera idén" });

/** As typing, at once: the point here is not the keys. */
async function fill(user: UserEvent, field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

beforeEach(() => {
  localStorage.clear();
  session.update(me);
});

describe("NewIdeaForm", () => {
  it("sends what was written, to the challenge one came from, once", async () => {
    const asked = answering(() => ({ status: 201, body: { id: "i", state: "published" } }));
    const { user, router } = await renderInApp(<NewIdeaForm challenge="a" />);
    expect(await screen.findByRole("checkbox", { name: /Ljus/ })).toBeChecked();
    expect(screen.queryByRole("checkbox", { name: /Senare/ })).not.toBeInTheDocument();
    await fill(user, title(), "Lyktor");
    await fill(user, body(), "Sänk dem.");
    await user.click(publish());
    await waitFor(() => expect(router.state.location.pathname).toBe("/ideas/i"));
    const posts = sent(asked);
    expect(posts.map((post) => post.body)).toEqual([
      { title: "Lyktor", body: "Sänk dem.", challengeIds: ["a"], state: "published" },
    ]);
    expect(posts[0]?.headers.get("Idempotency-Key")).toMatch(/^[\w-]{8,64}$/);
    expect(localStorage.getItem("medskapa.draft.idea.new")).toBeNull();
  });

  it("keeps the text and the same key when the network goes", async () => {
    const asked = answering(() => {
      throw new TypeError("network");
    });
    const { user } = await renderInApp(<NewIdeaForm challenge={undefined} />);
    await fill(user, title(), "Lyktor");
    await fill(user, body(), "Sänk dem.");
    await user.click(publish());
    expect(await screen.findByRole("group", { name: /Vi når inte servern/ })).toHaveFocus();
    expect(localStorage.getItem("medskapa.draft.idea.new")).toContain("Sänk dem.");
    await user.click(publish());
    await waitFor(() => expect(sent(asked)).toHaveLength(2));
    const keys = sent(asked).map((r) => r.headers.get("Idempotency-Key"));
    expect(keys[0]).toBe(keys[1]);
    expect(body()).toHaveValue("Sänk dem.");
  });

  it("puts the server's errors on their fields", async () => {
    const detail = "Otillåtna tecken.";
    const errors = [{ field: "title", code: "forbidden_text", detail }];
    answering(() => ({ status: 422, body: { code: "unprocessable", errors } }));
    const { user } = await renderInApp(<NewIdeaForm challenge={undefined} />);
    await fill(user, title(), "Lyktor");
    await fill(user, body(), "Sänk dem.");
    await user.click(publish());
    await waitFor(() => expect(title()).toHaveAccessibleDescription(expect.stringContaining(detail)));
    expect(title()).toBeInvalid();
  });

  it("says no more of what has been put right, and leaves the focus where one writes", async () => {
    answering(() => ({ status: 500 }));
    const { user } = await renderInApp(<NewIdeaForm challenge={undefined} />);
    await user.click(publish());
    expect(screen.getByRole("group", { name: /2 saker/ })).toHaveFocus();
    await fill(user, title(), "Lyktor");
    expect(title()).toBeValid();
    expect(title()).toHaveFocus();
    expect(screen.getByRole("group", { name: /En sak/ })).not.toHaveFocus();
    await user.click(publish());
    expect(screen.getByRole("group", { name: /En sak/ })).toHaveFocus();
  });

  it("explains that challenges must vote the same way", async () => {
    answering(() => ({ status: 500 }));
    const { user } = await renderInApp(<NewIdeaForm challenge="a" />);
    await user.click(await screen.findByRole("checkbox", { name: /Klimat/ }));
    expect(screen.getByText(/Man röstar på olika sätt/)).toBeInTheDocument();
  });

  it("takes up a kept text, and lets it be thrown away", async () => {
    saveDraft("idea.new", { title: "Halv", body: "Hälften", challengeIds: ["a"] });
    answering(() => ({ status: 500 }));
    const { user } = await renderInApp(<NewIdeaForm challenge={undefined} />);
    expect(title()).toHaveValue("Halv");
    expect(await screen.findByRole("checkbox", { name: /Ljus/ })).toBeChecked();
    await user.click(screen.getByRole("button", { name: /börja om/ }));
    expect(title()).toHaveValue("");
    expect(title()).toHaveFocus();
  });
});

describe("NewIdeaForm for anonymous people", () => {
  it("keeps the text over the sign-in", async () => {
    serve(() => ({ status: 204 }));
    await session.signOut();
    answering(() => ({ status: 500 }));
    const { user, router } = await renderInApp(<NewIdeaForm challenge={undefined} />, "/?challenge=a");
    await fill(user, title(), "Lyktor");
    await fill(user, body(), "Sänk dem.");
    await user.click(publish());
    await waitFor(() => expect(router.state.location.pathname).toBe("/login"));
    expect(router.state.location.search).toEqual({ next: "/?challenge=a" });
    expect(localStorage.getItem("medskapa.draft.idea.new")).toContain("Sänk dem.");
  });
});
