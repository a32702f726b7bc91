/** What a provider adds to the address that it sends people back to. */
export type Returned = { state?: string; code?: string; iss?: string; error?: string };

/**
 * Reads a provider's parameters as they came: the router takes texts such as
 * 12e4 for numbers, and a code may be one.
 */
export function parseReturn(search: Record<string, unknown>): Returned {
  const raw = new URLSearchParams(globalThis.location.search);
  const found = (["state", "code", "iss", "error"] as const).flatMap((name) =>
    search[name] === undefined ? [] : [[name, asItCame(raw.get(name)) ?? String(search[name])] as const],
  );
  return Object.fromEntries(found);
}

// The router quotes what it would otherwise read as a number.
function asItCame(value: string | null): string | null {
  return value?.startsWith('"') ? value.slice(1, -1) : value;
}
