/** A place as a form keeps it: longitude and latitude with a comma between; "" is none. */
export function parsePlace(text: string): { longitude: number; latitude: number } | undefined {
  const [longitude = Number.NaN, latitude = Number.NaN] = text ? text.split(",").map(Number) : [];
  return Number.isFinite(longitude) && Number.isFinite(latitude) ? { longitude, latitude } : undefined;
}

/** The other way, to four decimals, which is how exactly the server keeps it. Turns round the globe are taken back. */
export function writePlace({ longitude, latitude }: { longitude: number; latitude: number }): string {
  const once = ((((longitude + 180) % 360) + 360) % 360) - 180;
  return `${once.toFixed(4)},${Math.max(-90, Math.min(90, latitude)).toFixed(4)}`;
}
