import { vi } from "vitest";

export type Exchange = { method: string; path: string; headers: Headers; body: unknown };
type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

/**
 * Answers fetch in the place of the network. The handler sees each request as
 * it was sent; a thrown error is a lost connection. Gives what was asked, in order.
 */
export function serve(handler: (request: Exchange) => Answer | Promise<Answer>): Exchange[] {
  const asked: Exchange[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), location.origin), init);
    const text = await request.text();
    const { pathname, search } = new URL(request.url);
    const exchange = {
      method: request.method,
      path: pathname + search,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    asked.push(exchange);
    return respond(await handler(exchange));
  });
  return asked;
}

function respond({ status = 200, body, headers = {} }: Answer): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "Content-Type": type, ...headers },
  });
}
