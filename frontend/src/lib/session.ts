import type { components } from "./api.gen";
import { clearDrafts } from "./draft";
import { problemError } from "./errors";
import { storage } from "./storage";

export type Me = components["schemas"]["Me"];
type Answer = components["schemas"]["Session"];
/** What is still asked for before one is signed in. */
export type Pending = components["schemas"]["PendingSignIn"];
export type SignInStep =
  | "sessions"
  | "link-sessions"
  | "password-resets"
  | "second-factor-sessions"
  | "passkey-sessions";

/** `restoring` is the moment after a reload when a session may exist but is not yet confirmed. */
export type SessionState = { status: "anonymous" | "restoring" | "signed-in"; me: Me | undefined };

type Token = { value: string; expiresAt: number };
type Message = { kind: "signed-in"; answer: Answer } | { kind: "signed-out" };

const HINT = "session-hint";
const LOCK = "medskapa.session";
/** A token with less than this left, in milliseconds, is renewed before use. */
const MARGIN = 15_000;

/**
 * Who is signed in. The access token lives in memory only; the refresh token
 * is in a cookie that scripts cannot read. A hint without any secret tells
 * whether it is worth asking for a token at all, so that a visitor without an
 * account causes no request. Tabs share one renewal: the first one to take the
 * lock renews, and tells the others.
 */
export class Session {
  #state: SessionState;
  #token: Token | undefined;
  #renewal: Promise<string | undefined> | undefined;
  #listeners = new Set<() => void>();
  #channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(LOCK);

  constructor() {
    this.#state = storage.get(HINT)
      ? { status: "restoring", me: undefined }
      : { status: "anonymous", me: undefined };
    this.#channel?.addEventListener("message", (event: MessageEvent<Message>) => this.#hear(event.data));
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Confirms a session after a reload. If the server cannot be reached, the next request tries again. */
  async restore(): Promise<void> {
    await this.token().catch(() => this.#set({ status: "anonymous", me: undefined }));
  }

  /** A valid access token, renewed if need be; undefined when nobody is signed in. */
  async token(): Promise<string | undefined> {
    if (this.#token && this.#token.expiresAt - Date.now() > MARGIN) return this.#token.value;
    if (!storage.get(HINT)) return undefined;
    return this.renew(this.#token?.value);
  }

  /** The access token that there is; undefined when there is none, or when it has expired. */
  readonly held = (): string | undefined =>
    this.#token && this.#token.expiresAt > Date.now() ? this.#token.value : undefined;

  /** Replaces a token that was refused or is old. Undefined means that the session has ended. */
  renew(refused: string | undefined): Promise<string | undefined> {
    this.#renewal ??= this.#locked(refused).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /**
   * Takes a step of signing in, such as `sessions` with an address and a password. Undefined when
   * that was all; else what is still asked for. Throws ApiError, `invalid_credentials` for a wrong password.
   */
  async signIn(step: SignInStep, proof: unknown): Promise<Pending | undefined> {
    const answer = await post(step, proof);
    if ("methods" in answer) return answer;
    this.enter(answer);
    return undefined;
  }

  /** Is signed in by an answer of the server, here and in every tab. */
  enter(answer: Answer): Me {
    this.#accept(answer);
    this.#channel?.postMessage({ kind: "signed-in", answer } satisfies Message);
    return answer.me;
  }

  /** Signs out here and in every tab. Throws ApiError if the server could not be told. */
  async signOut(): Promise<void> {
    await send("DELETE", "sessions/current");
    this.end();
  }

  /** Notes, here and in every tab, that the session is over. */
  end(): void {
    this.#forget();
    this.#channel?.postMessage({ kind: "signed-out" } satisfies Message);
    clearDrafts();
  }

  /** Shows an edited account everywhere without a new token. */
  update(me: Me): void {
    this.#set({ status: "signed-in", me });
  }

  async #locked(refused: string | undefined): Promise<string | undefined> {
    if (!("locks" in navigator)) return this.#exchange();
    return navigator.locks.request(LOCK, () => {
      // Another tab may have renewed while this one waited for the lock.
      if (this.#token && this.#token.value !== refused) return this.#token.value;
      return this.#exchange();
    });
  }

  async #exchange(): Promise<string | undefined> {
    try {
      const answer = (await post("access-tokens")) as Answer;
      this.enter(answer);
      return answer.accessToken;
    } catch (error) {
      if (!isEnded(error)) throw error;
      this.#forget();
      return undefined;
    }
  }

  #hear(message: Message): void {
    if (message.kind === "signed-in") this.#accept(message.answer);
    else this.#forget();
  }

  #accept(answer: Answer): void {
    this.#token = { value: answer.accessToken, expiresAt: Date.now() + answer.expiresIn * 1000 };
    storage.set(HINT, "1");
    this.#set({ status: "signed-in", me: answer.me });
  }

  #forget(): void {
    this.#token = undefined;
    storage.remove(HINT);
    this.#set({ status: "anonymous", me: undefined });
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const isEnded = (error: unknown) =>
  typeof error === "object" &&
  error !== null &&
  "status" in error &&
  (error.status === 401 || error.status === 403);

async function post(path: string, body?: unknown): Promise<Answer | Pending> {
  return await (await send("POST", path, body)).json();
}

// Plain fetch: these are the calls that give the token, so they go without one.
async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = new Headers({ "Accept-Language": document.documentElement.lang });
  if (method === "POST") headers.set("Content-Type", "application/json");
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await fetch(`/api/v1/${path}`, init);
  if (!response.ok) throw problemError(response, await response.json().catch(() => undefined));
  return response;
}

/** The session of this tab. */
export const session = new Session();
