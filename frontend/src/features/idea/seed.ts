const KEY = "medskapa.seed";
let remembered: number | undefined;

/**
 * This visitor's number for the random order, the same until the tab is closed,
 * so that the list stays put between pages. From 0 to 2^31 - 1.
 */
export function visitorSeed(): number {
  remembered ??= stored() ?? draw();
  return remembered;
}

function stored(): number | undefined {
  try {
    const kept = Number.parseInt(sessionStorage.getItem(KEY) ?? "", 10);
    return Number.isSafeInteger(kept) && kept >= 0 && kept < 2 ** 31 ? kept : undefined;
  } catch {
    return undefined; // No storage here: the number lasts until the page is left.
  }
}

function draw(): number {
  const seed = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1;
  try {
    sessionStorage.setItem(KEY, String(seed));
  } catch {
    // As above.
  }
  return seed;
}
