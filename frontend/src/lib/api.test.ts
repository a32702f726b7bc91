import { beforeEach, describe, expect, it, vi } from "vitest";
import { serve } from "@/testing/server";

const me = { id: "1", displayName: "Karin" };
const granted = (token: string) => ({
  body: { accessToken: token, tokenType: "Bearer", expiresIn: 300, me },
});

// The client holds the tab's one session: a fresh module each time is a fresh tab.
async function tab(signedIn: boolean) {
  vi.resetModules();
  if (signedIn) localStorage.setItem("medskapa.session-hint", "1");
  return import("./api");
}

beforeEach(() => {
  document.documentElement.lang = "en";
});

describe("a call to the API", () => {
  it("goes without a token when nobody is signed in, in the page's language", async () => {
    const asked = serve(() => ({ body: { ideas: [] } }));
    const { api, read } = await tab(false);
    await read(api.GET("/ideas", { params: { query: { limit: 5 } } }));
    expect(asked[0]?.path).toBe("/api/v1/ideas?limit=5");
    expect(asked[0]?.headers.get("Authorization")).toBeNull();
    expect(asked[0]?.headers.get("Accept-Language")).toBe("en");
  });

  it("renews a refused token once and repeats the request with its body and key", async () => {
    let tokens = 0;
    const asked = serve(({ path, headers }) => {
      if (path.endsWith("/access-tokens")) {
        tokens += 1;
        return granted(`token-${tokens}`);
      }
      if (headers.get("Authorization") === "Bearer token-1")
        return { status: 401, body: { code: "unauthorized" } };
      return { status: 201, body: { id: "9" } };
    });
    const { api, read } = await tab(true);
    const body = { title: "Ekor", body: "Låna en eka", challengeIds: [], state: "draft" as const };
    const header = { "Idempotency-Key": "abcdefgh" };
    await read(api.POST("/ideas", { params: { header }, body }));
    const sent = asked.filter(({ path }) => path.endsWith("/ideas"));
    expect(sent.map(({ headers }) => headers.get("Authorization"))).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
    expect(sent[1]).toMatchObject({ body });
    expect(sent[1]?.headers.get("Idempotency-Key")).toBe("abcdefgh");
  });

  it("gives up after one renewal", async () => {
    const asked = serve(({ path }) =>
      path.endsWith("/access-tokens") ? granted("again") : { status: 401, body: { code: "unauthorized" } },
    );
    const { api, read } = await tab(true);
    await expect(read(api.GET("/me"))).rejects.toMatchObject({ code: "unauthorized", status: 401 });
    expect(asked.filter(({ path }) => path.endsWith("/me"))).toHaveLength(2);
  });

  it("throws the problem with its field errors", async () => {
    const errors = [{ field: "title", code: "too_short", detail: "För kort" }];
    const headers = { "Retry-After": "7" };
    serve(() => ({
      status: 422,
      headers,
      body: { code: "unprocessable", detail: "Fel", errors, instance: "r1" },
    }));
    const { api, read } = await tab(false);
    const failure = await read(api.GET("/ideas")).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "unprocessable",
      status: 422,
      errors,
      requestId: "r1",
      retryAfter: 7,
    });
  });

  it("tells a lost network from an answer that is no problem", async () => {
    const { api, read } = await tab(false);
    serve(() => {
      throw new TypeError("Failed to fetch");
    });
    await expect(read(api.GET("/ideas"))).rejects.toMatchObject({
      code: "network",
      status: 0,
      transient: true,
    });
    serve(() => ({ status: 502, body: "<html>" }));
    await expect(read(api.GET("/ideas"))).rejects.toMatchObject({ code: "unreadable-answer", status: 502 });
  });

  it("gives the ETag for an edit", async () => {
    serve(() => ({ body: { id: "9" }, headers: { ETag: '"v3"' } }));
    const { api, readTagged, ifMatch } = await tab(false);
    const params = { path: { ideaId: "9" } };
    const { value, etag } = await readTagged(api.GET("/ideas/{ideaId}", { params }));
    expect(value.id).toBe("9");
    expect(ifMatch(etag)).toEqual({ "If-Match": '"v3"' });
  });
});
