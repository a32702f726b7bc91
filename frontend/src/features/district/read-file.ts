import type { Schema } from "@/lib/api";

/** What a file of districts holds, and which properties could be their names. */
export type Drawing = { body: Schema["BoundariesEdit"]; properties: string[] };

/** The largest file that the server takes, in bytes. */
export const MAX_BYTES = 4 * 1024 * 1024;

/** Reads a GeoJSON file as far as is needed to show it; undefined when it is none. The rules are the server's. */
export function readDrawing(text: string): Drawing | undefined {
  try {
    const body = JSON.parse(text);
    if (body?.type !== "FeatureCollection" || !Array.isArray(body.features)) return undefined;
    return { body, properties: namesIn(body.features) };
  } catch {
    return undefined;
  }
}

/** Properties that are text and different in every feature, those that look like names first. */
function namesIn(features: { properties?: Record<string, unknown> | null }[]): string[] {
  const candidates = Object.keys(features[0]?.properties ?? {}).filter((key) => {
    const values = features.map(({ properties }) => properties?.[key]);
    return (
      values.every((value) => typeof value === "string" && value.trim()) &&
      new Set(values).size === values.length
    );
  });
  const looks = (key: string) => Number(/nam/i.test(key));
  return candidates.sort((a, b) => looks(b) - looks(a));
}
