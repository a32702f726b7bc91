import { type Map as Library, Marker } from "maplibre-gl";
import type { MapProps } from "./DistrictMap";
import { labelPoint, widthOf } from "./label-point";
import { POINTS } from "./layers";
import styles from "./Map.module.css";

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
const LETTER = 9;

function names(map: Library, features: MapProps["features"]): Marker[] {
  return features.flatMap(({ properties: { name }, geometry }) => {
    const room = widthOf(geometry, (x) => map.project([x, map.getCenter().lat]).x);
    const at = room > name.length * LETTER && labelPoint(geometry);
    return at ? [label(name, styles.name, at)] : [];
  });
}

function counts(map: Library): Marker[] {
  const seen = new Set<unknown>();
  return map.queryRenderedFeatures({ layers: [POINTS] }).flatMap(({ properties, geometry }) => {
    if (geometry.type !== "Point" || !properties.cluster || seen.has(properties.cluster_id)) return [];
    seen.add(properties.cluster_id);
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    return [label(String(properties.point_count_abbreviated), styles.count, [longitude, latitude])];
  });
}

function label(text: string, className: string | undefined, at: [number, number]): Marker {
  const element = document.createElement("span");
  element.textContent = text;
  element.className = className ?? "";
  const marker = new Marker({ element, subpixelPositioning: true }).setLngLat(at);
  // Markers call themselves buttons or pictures; this is neither.
  element.removeAttribute("role");
  element.removeAttribute("aria-label");
  element.removeAttribute("tabindex");
  element.setAttribute("aria-hidden", "true");
  return marker;
}
