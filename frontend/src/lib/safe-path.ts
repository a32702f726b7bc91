/**
 * A path within this site out of an address parameter, or the fallback: never
 * another site, whatever the parameter holds ("//evil", "https:…", "/\evil").
 */
export function safePath(path: unknown, fallback = "/"): string {
  if (typeof path !== "string" || !path.startsWith("/")) return fallback;
  const url = new URL(path, location.origin);
  const found = url.pathname + url.search + url.hash;
  // Dots may have cancelled out into "//evil", which a browser takes for a host.
  return url.origin === location.origin && !found.startsWith("//") ? found : fallback;
}
