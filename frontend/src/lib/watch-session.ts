import { session } from "./session";

const LOCK = "medskapa.events";
/** Between two attempts to listen, in milliseconds; spread, so that not everybody comes back at once. */
const PAUSE = 5_000;

/**
 * Listens for the end of the session and for changes of the account, in one tab
 * for all. It takes the token that there is and never renews it by itself:
 * listening must not keep an idle session alive.
 */
export async function watchSession(end: AbortSignal, told: Told): Promise<void> {
  if (!("locks" in navigator)) return;
  await navigator.locks.request(LOCK, { signal: end }, () => listenOn(end, told)).catch(() => undefined);
}

type Told = { ended: () => void; changed: () => void; unread: (unread: number) => void };

async function listenOn(end: AbortSignal, told: Told) {
  let seen = "";
  while (!end.aborted) {
    const token = session.held();
    if (token) seen = await listen(token, seen, end, told).catch(() => seen);
    await pause(PAUSE * (0.5 + Math.random()), end);
  }
}

async function listen(token: string, seen: string, signal: AbortSignal, told: Told): Promise<string> {
  const headers = { Authorization: `Bearer ${token}`, Accept: "text/event-stream", "Last-Event-ID": seen };
  const answer = await fetch("/api/v1/me/events", { headers, signal });
  if (answer.status === 401) told.ended(); // while nobody was listening
  if (!answer.ok || !answer.body) return seen;
  let id = seen;
  for await (const block of blocksOf(answer.body)) {
    id = /^id: (.*)$/m.exec(block)?.[1] ?? id;
    if (/^event: session-ended$/m.test(block) && isHere(token)) told.ended();
    if (/^event: account-changed$/m.test(block)) told.changed();
    const unread = /"unread":(\d+)/.exec(block)?.[1];
    if (unread) told.unread(Number(unread));
  }
  return id;
}

/** Whether the session of a token is still the one here: signing in anew may have ended it. */
function isHere(token: string): boolean {
  const held = session.held();
  return !held || sessionOf(held) === sessionOf(token);
}

const sessionOf = (token: string): string =>
  JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/"))).sid;

/** The parts of a stream between empty lines. */
async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split("\n\n");
    rest = blocks.pop() ?? "";
    yield* blocks;
  }
}

const pause = (milliseconds: number, end: AbortSignal) =>
  new Promise<void>((wake) => {
    if (end.aborted) return wake();
    const timer = setTimeout(wake, milliseconds);
    end.addEventListener("abort", () => {
      clearTimeout(timer);
      wake();
    });
  });
