import type { Schema } from "@/lib/api";

const NEXT = "medskapa.identity-next";
const NEW = "medskapa.identity-new";

/** What the form of somebody new begins with. */
export type Newcomer = { providerId: string; emailKnown: boolean; suggestedName: string };

/** Leaves for the provider, and remembers in this tab what to come back to. */
export function leaveFor({ authorizationUrl }: Schema["IdentityDeparture"], next: string): void {
  put(NEXT, next);
  globalThis.location.assign(authorizationUrl);
}

/** What to come back to, remembered until it is asked for. */
export const takeNext = (): string | undefined => take(NEXT);

/** Remembers who came back without an account, also when the page of the form is loaded anew. */
export const keepNewcomer = (newcomer: Newcomer): void => put(NEW, JSON.stringify(newcomer));

/** Who came back without an account. */
export function newcomer(): Newcomer | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(NEW) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

export const forgetNewcomer = (): void => void take(NEW);

function put(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Nothing can be stored here: people then come back to the first page.
  }
}

function take(key: string): string | undefined {
  try {
    const value = sessionStorage.getItem(key) ?? undefined;
    sessionStorage.removeItem(key);
    return value;
  } catch {
    return undefined;
  }
}
