import { beforeEach, describe, expect, it, vi } from "vitest";
import { serve } from "@/testing/server";
import { Session } from "./session";

const me = { id: "1", displayName: "Karin", role: "member" };
let issued = 0;
const answer = (expiresIn = 300) => {
  issued += 1;
  return { body: { accessToken: `token-${issued}`, tokenType: "Bearer", expiresIn, me } };
};

beforeEach(() => {
  issued = 0;
  vi.stubGlobal("navigator", { ...navigator, locks: oneLock() });
});

// The part of Web Locks that a session uses: one holder at a time, in order.
function oneLock() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: <T>(_name: string, work: () => Promise<T>) => {
      const turn = last.then(() => new Promise((next) => setTimeout(next))).then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

describe("a session", () => {
  it("asks for nothing when there is no hint of one", async () => {
    const asked = serve(() => answer());
    const session = new Session();
    expect(session.state().status).toBe("anonymous");
    expect(await session.token()).toBeUndefined();
    expect(asked).toHaveLength(0);
  });

  it("is restored after a reload by the cookie", async () => {
    localStorage.setItem("medskapa.session-hint", "1");
    serve(() => answer());
    const session = new Session();
    expect(session.state().status).toBe("restoring");
    await session.restore();
    expect(session.state()).toMatchObject({ status: "signed-in", me });
  });

  it("keeps no token in storage", async () => {
    serve(() => answer());
    await new Session().signIn("sessions", { email: "karin@example.se", password: "hemligt" });
    expect(JSON.stringify({ ...localStorage })).not.toContain("token");
  });

  it("renews once however many requests wait", async () => {
    localStorage.setItem("medskapa.session-hint", "1");
    const asked = serve(() => answer());
    const session = new Session();
    const tokens = await Promise.all([session.token(), session.token(), session.token()]);
    expect(new Set(tokens)).toEqual(new Set(["token-1"]));
    expect(asked).toHaveLength(1);
  });

  it("renews once for all tabs", async () => {
    localStorage.setItem("medskapa.session-hint", "1");
    const asked = serve(() => answer());
    const tabs = [new Session(), new Session(), new Session()];
    const tokens = await Promise.all(tabs.map((tab) => tab.token()));
    expect(new Set(tokens)).toEqual(new Set(["token-1"]));
    expect(asked).toHaveLength(1);
  });

  it("renews a token that is about to expire", async () => {
    let life = 5;
    serve(() => answer(life));
    const session = new Session();
    await session.signIn("sessions", { email: "karin@example.se", password: "hemligt" });
    life = 300;
    expect(await session.token()).toBe("token-2");
  });

  it("ends when the cookie is refused, and then asks no more", async () => {
    localStorage.setItem("medskapa.session-hint", "1");
    const asked = serve(() => ({ status: 401, body: { code: "unauthorized" } }));
    const session = new Session();
    expect(await session.token()).toBeUndefined();
    expect(session.state().status).toBe("anonymous");
    await session.token();
    expect(asked).toHaveLength(1);
  });

  it("survives a lost network", async () => {
    localStorage.setItem("medskapa.session-hint", "1");
    let online = false;
    serve(() => {
      if (!online) throw new TypeError("Failed to fetch");
      return answer();
    });
    const session = new Session();
    await session.restore();
    expect(session.state().status).toBe("anonymous");
    online = true;
    expect(await session.token()).toBe("token-1");
    expect(session.state().status).toBe("signed-in");
  });

  it("signs out in every tab and forgets drafts", async () => {
    serve(({ method }) => (method === "DELETE" ? { status: 204 } : answer()));
    const [here, there] = [new Session(), new Session()];
    await here.signIn("sessions", { email: "karin@example.se", password: "hemligt" });
    await vi.waitFor(() => expect(there.state().status).toBe("signed-in"));
    localStorage.setItem("medskapa.draft.idea.new", "{}");
    await here.signOut();
    await vi.waitFor(() => expect(there.state().status).toBe("anonymous"));
    expect(localStorage.getItem("medskapa.draft.idea.new")).toBeNull();
  });

  it("stays signed in when the server could not be told", async () => {
    serve(({ method }) => (method === "DELETE" ? { status: 503, body: { code: "unavailable" } } : answer()));
    const session = new Session();
    await session.signIn("sessions", { email: "karin@example.se", password: "hemligt" });
    await expect(session.signOut()).rejects.toMatchObject({ code: "unavailable" });
    expect(session.state().status).toBe("signed-in");
  });
});
