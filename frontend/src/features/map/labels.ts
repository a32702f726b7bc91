import { type Map as Library, Marker } from "maplibre-gl";
import { isWithin, labelPoint, widthOf } from "./label-point";
import { POINTS } from "./layers";
import styles from "./Map.module.css";
import type { MapProps } from "./map-props";

/**
 * Words over the map: names of districts where there is room for them, and how many points a cluster holds. The map's
 * canvas sets no letters without a server of them. Nobody needs to hear them, since all of it stands beside the map too.
 */
export function keepLabels(map: Library, latest: () => Pick<MapProps, "features">) {
  let shown: Marker[] = [];
  const write = () => {
    for (const marker of shown) marker.remove();
    shown = [...names(map, latest().features), ...counts(map)];
    for (const marker of shown) marker.addTo(map);
  };
  map.on("idle", write);
}

/** Pixels that a letter of a name takes, about. */
const LETTER = 8;

/** How much wider than its area a name may be: it is read over a line, but not far from where it belongs. */
const OVER = 1.15;

/** How far, in pixels, a name makes way within its area for what stands where it would, the nearest first. */
const WAYS = [0, -26, 26, -52, 52]
  .flatMap((down) => [0, -36, 36, -72, 72].map((over) => [over, down] as const))
  .toSorted((a, b) => Math.hypot(...a) - Math.hypot(...b));

/** Half of how high a name is, in pixels. */
const HALF_LINE = 9;

type Way = readonly [number, number];

const CORNERS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;

function names(map: Library, features: MapProps["features"]): Marker[] {
  const points = seen(map).map(({ at }) => map.project(at));
  return features.flatMap(({ properties: { name }, geometry }) => {
    const wide = name.length * LETTER;
    const room = widthOf(geometry, (x) => map.project([x, map.getCenter().lat]).x);
    const at = room * OVER > wide && labelPoint(geometry);
    if (!at) return [];
    const { x, y } = map.project(at);
    const free = ([dx, dy]: Way) =>
      points.every((p) => Math.abs(p.x - x - dx) > wide / 2 + 12 || Math.abs(p.y - y - dy) > 22);
    const within = (dx: number, dy: number) => isWithin(geometry, map.unproject([x + dx, y + dy]).toArray());
    const whole = ([dx, dy]: Way) =>
      CORNERS.every(([right, down]) => within(dx + (right * wide) / 2, dy + down * HALF_LINE));
    const way = WAYS.find((by) => free(by) && whole(by)) ?? WAYS.find((by) => free(by) && within(...by));
    return way === undefined ? [] : [label(name, styles.name, at, way)];
  });
}

const counts = (map: Library): Marker[] =>
  seen(map).flatMap(({ at, count }) => (count ? [label(count, styles.count, at)] : []));

/** Each point and cluster that is drawn, once: one at the edge of a tile is drawn twice. */
function seen(map: Library): { at: [number, number]; count: string }[] {
  const found = map.queryRenderedFeatures({ layers: [POINTS] }).flatMap(({ properties, geometry }) => {
    if (geometry.type !== "Point") return [];
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    const key = String(properties.cluster_id ?? properties.id);
    const count = properties.cluster ? String(properties.point_count_abbreviated) : "";
    return [[key, { at: [longitude, latitude] as [number, number], count }] as const];
  });
  return [...new Map(found).values()];
}

function label(text: string, className: string | undefined, at: [number, number], by: Way = [0, 0]): Marker {
  const element = document.createElement("span");
  element.textContent = text;
  element.className = className ?? "";
  const marker = new Marker({ element, offset: [...by], subpixelPositioning: true }).setLngLat(at);
  // Markers call themselves buttons or pictures; this is neither.
  element.removeAttribute("role");
  element.removeAttribute("aria-label");
  element.removeAttribute("tabindex");
  element.setAttribute("aria-hidden", "true");
  return marker;
}
