type Ring = [number, number][];

/** The outer rings of a GeoJSON polygon or of several; none for anything else. */
function rings(geometry: unknown): Ring[] {
  const { type, coordinates } = geometry as { type?: string; coordinates?: unknown };
  if (type === "Polygon") return (coordinates as Ring[]).slice(0, 1);
  if (type === "MultiPolygon") return (coordinates as Ring[][]).flatMap((polygon) => polygon.slice(0, 1));
  return [];
}

// By the shoelace formula: twice the area, with a sign, and what the middle is weighed by.
function weigh(ring: Ring) {
  let area = 0;
  let x = 0;
  let y = 0;
  ring.forEach(([x1, y1], n) => {
    const [x2, y2] = ring[(n + 1) % ring.length] as [number, number];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  });
  return { area, x, y };
}

const largest = (geometry: unknown) =>
  rings(geometry).toSorted((a, b) => Math.abs(weigh(b).area) - Math.abs(weigh(a).area))[0];

/** Where a name of an area stands: the middle of its largest part; undefined without one. */
export function labelPoint(geometry: unknown): [number, number] | undefined {
  const ring = largest(geometry);
  if (!ring) return undefined;
  const { area, x, y } = weigh(ring);
  return area === 0 ? ring[0] : [x / (3 * area), y / (3 * area)];
}

/** Whether a position is in the largest part of an area. */
export function isWithin(geometry: unknown, [x, y]: [number, number]): boolean {
  const ring = largest(geometry) ?? [];
  const crossed = ring.filter(([x1, y1], n) => {
    const [x2, y2] = ring[(n + 1) % ring.length] as [number, number];
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
  });
  return crossed.length % 2 === 1;
}

/** How wide the largest part is from west to east, by where `project` puts a longitude; 0 without one. */
export function widthOf(geometry: unknown, project: (longitude: number) => number): number {
  const at = (largest(geometry) ?? []).map(([x]) => project(x));
  return at.length > 0 ? Math.max(...at) - Math.min(...at) : 0;
}
