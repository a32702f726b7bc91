import type { ExpressionSpecification, GeoJSONSource, Map as Library, StyleSpecification } from "maplibre-gl";
import type { MapProps } from "./map-props";

const DISTRICTS = "districts";
export const POINTS = "points";

type Data = Parameters<GeoJSONSource["setData"]>[0];

/** A paper to draw on, where the operator has no map. */
export const emptyStyle = (): StyleSpecification => ({
  version: 8,
  sources: {},
  layers: [{ id: "paper", type: "background", paint: { "background-color": colour("--paper-sunken") } }],
});

/** Adds the layers for districts and points, once the style is there. */
export function addLayers(map: Library) {
  const none: Data = { type: "FeatureCollection", features: [] };
  map.addSource(DISTRICTS, { type: "geojson", data: none });
  map.addSource(POINTS, { type: "geojson", data: none, cluster: true, clusterRadius: 24 });
  const ink = colour("--ink");
  map.addLayer({
    id: "area",
    type: "fill",
    source: DISTRICTS,
    paint: { "fill-color": colour("--paper"), "fill-opacity": 0.6 },
  });
  map.addLayer({
    id: "line",
    type: "line",
    source: DISTRICTS,
    paint: { "line-color": ink, "line-width": 1.2 },
  });
  const many: ExpressionSpecification = ["get", "point_count"];
  map.addLayer({
    id: POINTS,
    type: "circle",
    source: POINTS,
    paint: {
      "circle-color": colour("--accent"),
      "circle-stroke-color": colour("--paper"),
      "circle-stroke-width": 1.5,
      "circle-radius": ["case", ["has", "point_count"], ["min", 24, ["+", 12, ["sqrt", many]]], 7],
    },
  });
}

/** Shows districts and points. */
export function show(map: Library, { features, points = [] }: Pick<MapProps, "features" | "points">) {
  map.getSource<GeoJSONSource>(DISTRICTS)?.setData({ type: "FeatureCollection", features } as Data);
  map.getSource<GeoJSONSource>(POINTS)?.setData({
    type: "FeatureCollection",
    features: points.map(({ id, title, longitude, latitude }) => ({
      type: "Feature",
      properties: { id, title },
      geometry: { type: "Point", coordinates: [longitude, latitude] },
    })),
  });
}

type Box = [number, number, number, number];

/** The box around all positions of districts, or of points where there are none; undefined without either. */
export function boxOf({ features, points = [] }: Pick<MapProps, "features" | "points">): Box | undefined {
  const box: Box = [180, 90, -180, -90];
  const add = ([x = 0, y = 0]: number[]) => {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === "number") add(value);
    else for (const each of value) walk(each);
  };
  for (const { geometry } of features) walk((geometry as { coordinates?: unknown }).coordinates);
  if (features.length === 0) for (const { longitude, latitude } of points) add([longitude, latitude]);
  return box[0] <= box[2] ? box : undefined;
}

/** What a token of the design is here and now. */
export const colour = (token: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim();
