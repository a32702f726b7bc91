/** Reads a text of at most 200 characters out of an address; nothing when it is empty or no text. */
export function text<K extends string>(key: K, search: Record<string, unknown>): { [P in K]?: string } {
  const value = search[key];
  const found = typeof value === "string" || typeof value === "number" ? String(value).slice(0, 200) : "";
  return (found ? { [key]: found } : {}) as { [P in K]?: string };
}

/** Reads one of a closed list out of an address; nothing when it is another. */
export function oneOf<K extends string, T extends string>(
  key: K,
  values: readonly T[],
  search: Record<string, unknown>,
): { [P in K]?: T } {
  const found = values.find((value) => value === search[key]);
  return (found ? { [key]: found } : {}) as { [P in K]?: T };
}
