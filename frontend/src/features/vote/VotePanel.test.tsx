import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { Schema } from "@/lib/api";
import { session } from "@/lib/session";
import { renderInApp } from "@/testing/render";
import { type Exchange, serve } from "@/testing/server";
import { VotePanel } from "./VotePanel";

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
const idea: Schema["Idea"] = {
  id: "0197c2f0-3d42-7e10-b7c1-1a2b3c4d5e03",
  title: "Lyktor",
  author: { id: me.id, displayName: "Maja", kind: "resident" },
  challenges: [],
  topics: [],
  voting: "support",
  state: "published",
  tally: { support: 14, agree: 5, disagree: 2, pass: 1 },
  commentCount: 0,
  updatedAt: "2026-11-15T17:30:00Z",
  body: "x",
  bodyHtml: "<p>x</p>",
  commentingOpen: true,
  votingOpen: true,
  revisionCount: 1,
  version: 1,
  createdAt: "2026-11-15T17:30:00Z",
};

/** The panel as on the page: it shows what the cache holds. */
function Page({ first }: { first: Schema["Idea"] }) {
  const { data } = useQuery({
    queryKey: ["ideas", first.id],
    queryFn: () => Promise.resolve({ value: first, etag: "1" }),
    initialData: { value: first, etag: "1" },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <VotePanel idea={data.value} />;
}

type Answer = { status?: number; body?: unknown };

function answering(vote: (request: Exchange) => Answer | Promise<Answer>) {
  return serve((request) => {
    if (!request.path.includes("/me/relations")) return vote(request);
    const relation = { ideaId: idea.id, permissions: ["vote"] };
    return { body: { ideas: [relation], challenges: [], workshops: [], comments: [] } };
  });
}

const counted = (support: number, choice?: string) => ({
  body: { ideaId: idea.id, ...(choice ? { choice } : {}), tally: { ...idea.tally, support } },
});

describe("VotePanel", () => {
  beforeEach(() => session.update(me));

  it("shows a vote before it is answered, and then the exact count", async () => {
    let answer = (_: Answer) => {};
    answering(() => new Promise<Answer>((resolve) => (answer = resolve)));
    const { user } = await renderInApp(<Page first={idea} />);
    await user.click(screen.getByRole("button", { pressed: false }));
    const pressed = await screen.findByRole("button", { pressed: true });
    expect(pressed).toHaveTextContent("15");
    expect(screen.getByTestId("announcer")).toHaveTextContent("Du stöder idén.");
    answer(counted(41, "support")); // Others voted meanwhile.
    await waitFor(() => expect(pressed).toHaveTextContent("41"));
  });

  it("goes back and says why when a vote is refused", async () => {
    const detail = "Omröstningen är stängd.";
    answering(() => ({ status: 409, body: { code: "voting_closed", detail } }));
    const { user } = await renderInApp(<Page first={idea} />);
    await user.click(screen.getByRole("button", { pressed: false }));
    await waitFor(() => expect(screen.getByTestId("announcer")).toHaveTextContent(detail));
    expect(screen.getByRole("button", { pressed: false })).toHaveTextContent("14");
  });

  it("takes a vote back by undo", async () => {
    const asked = answering(({ method }) => (method === "PUT" ? counted(15, "support") : counted(14)));
    const { user } = await renderInApp(<Page first={idea} />);
    await user.click(screen.getByRole("button", { pressed: false }));
    await user.click(await screen.findByRole("button", { name: "Ångra" }));
    await waitFor(() => expect(asked.map(({ method }) => method)).toEqual(["GET", "PUT", "DELETE"]));
    expect(await screen.findByRole("button", { pressed: false })).toHaveTextContent("14");
  });

  it("sends quick presses in their order and ends with the last", async () => {
    const asked = answering(({ method }) => (method === "PUT" ? counted(15, "support") : counted(14)));
    const { user } = await renderInApp(<Page first={idea} />);
    const button = screen.getByRole("button", { name: /Lyktor/ });
    await user.click(button);
    await user.click(button);
    await user.click(button);
    await waitFor(() => expect(asked.filter(({ method }) => method !== "GET")).toHaveLength(3));
    await waitFor(() => expect(button).toHaveTextContent("15"));
    expect(button).toHaveAttribute("aria-pressed", "true");
  });

  it("gives an opinion and shows how opinions lie", async () => {
    const tally = { ...idea.tally, agree: 6 };
    answering(() => ({ body: { ideaId: idea.id, choice: "agree", tally } }));
    const { user } = await renderInApp(<Page first={{ ...idea, voting: "opinion" }} />);
    await user.click(screen.getByRole("button", { name: "Håller med" }));
    expect(await screen.findByRole("button", { pressed: true })).toHaveTextContent("Håller med");
    expect(screen.getByText("(6)")).toBeInTheDocument();
  });

  it("says why voting is closed, and sends nothing", async () => {
    const asked = answering(() => counted(14));
    const { user } = await renderInApp(<Page first={{ ...idea, votingOpen: false }} />);
    await user.click(screen.getByRole("button", { name: /Omröstningen är avslutad/ }));
    expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("VotePanel for anonymous people", () => {
  it("leads to the log-in and back", async () => {
    serve(() => ({ status: 204 }));
    await session.signOut();
    const { user, router } = await renderInApp(<Page first={idea} />, "/?sort=newest");
    await user.click(screen.getByRole("button", { name: /Lyktor/ }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/login"));
    expect(router.state.location.search).toEqual({ next: "/?sort=newest" });
  });
});

describe("VotePanel for who is too young", () => {
  it("says the age, and asks for no proof that would be in vain", async () => {
    session.update(me);
    serve(({ path }) => {
      if (!path.includes("/me/relations")) return { body: { identityProviders: [] } };
      const relation = { ideaId: idea.id, permissions: [], voteNeeds: "older" };
      return { body: { ideas: [relation], challenges: [], workshops: [], comments: [] } };
    });
    const ref = (voters: Schema["Eligible"]) => ({ id: voters, title: "U", state: "open", voters }) as never;
    const challenges = [ref("verified-residents"), ref("verified-residents-16")];
    await renderInApp(<Page first={{ ...idea, challenges }} />);
    expect(await screen.findByText(/som har fyllt 16 år/, {}, { timeout: 10_000 })).toBeVisible();
    expect(screen.queryByText(/egitimera dig/)).toBeNull();
    expect(screen.queryByRole("button", { name: /Koppla/ })).toBeNull();
  });
});
