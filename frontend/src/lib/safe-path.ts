/**
 * A path within this site out of an address parameter, or the fallback: never
 * another site, whatever the parameter holds ("//evil", "https:…", "/\evil").
 */
export function safePath(path: unknown, fallback = "/"): string {
  if (typeof path !== "string" || !path.startsWith("/")) return fallback;
  const url = new URL(path, location.origin);
  return url.origin === location.origin && !/^\/[/\\]/.test(path) ? url.pathname + url.search + url.hash : fallback;
}
