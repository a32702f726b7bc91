import { Trans, useLingui } from "@lingui/react/macro";
import {
  type GeoJSONSource,
  Map as Library,
  type MapGeoJSONFeature,
  Marker,
  NavigationControl,
  Popup,
  setWorkerUrl,
} from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/ui/Button";

import { keepLabels } from "./labels";
import { addLayers, boxOf, colour, emptyStyle, POINTS, show } from "./layers";
import styles from "./Map.module.css";
import type { MapProps, Point } from "./map-props";

type Props = MapProps & { background: string | undefined; onFailure: () => void };

/** The map, drawn. Arrow keys move it, plus and minus change its size, and its middle can be chosen without a pointer. */
export function MapCanvas(props: Props) {
  const { onPlace } = props;
  const { frame, map } = useMap(props);
  const middle = () => {
    const at = map?.getCenter();
    if (at) onPlace?.({ longitude: at.lng, latitude: at.lat });
  };
  return (
    <>
      <div ref={frame} className={styles.map} />
      {onPlace && (
        <Button onClick={middle}>
          <Trans>Välj kartans mitt</Trans>
        </Button>
      )}
    </>
  );
}

function useMap(props: Props) {
  const { t } = useLingui();
  const frame = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<Library>();
  const latest = useRef(props);
  const moved = useRef(false);
  const [over, setOver] = useState<string>();
  latest.current = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a map is made once, and told what changes.
  useEffect(() => {
    if (!frame.current) return;
    setWorkerUrl(worker);
    const words = {
      "Map.Title": props.label,
      "NavigationControl.ZoomIn": t`Närmare`,
      "NavigationControl.ZoomOut": t`Längre bort`,
    };
    let made: Library;
    try {
      made = begin(frame.current, props, words);
    } catch {
      return props.onFailure();
    }
    made.on("load", () => {
      addLayers(made);
      keepLabels(made, () => latest.current);
      made.resize(); // what was measured before the styles came
      showAll(made, latest.current);
      setMap(made);
    });
    made.on("mousemove", (event) => {
      const hit = hitBy(made, event.point);
      made.getCanvas().style.cursor = hit ? "pointer" : "";
      setOver(typeof hit?.properties.id === "string" ? hit.properties.id : undefined);
    });
    // A phone that is turned shows all of it again, unless its reader has moved the map.
    made.on("resize", () => moved.current || showAll(made, latest.current));
    made.on("movestart", (event) => {
      if (event.originalEvent) moved.current = true;
    });
    made.on("click", (event) => {
      const hit = hitBy(made, event.point);
      if (hit?.properties.cluster_id !== undefined) return void zoomInto(made, hit);
      if (typeof hit?.properties.id === "string") latest.current.onPoint?.(hit.properties.id);
      else latest.current.onPlace?.({ longitude: event.lngLat.lng, latitude: event.lngLat.lat });
    });
    return () => made.remove();
  }, []);
  const { features, points, place, chosen } = props;
  useTitle(
    map,
    points?.find(({ id }) => id === (over ?? chosen)),
  );
  useEffect(() => {
    if (map) show(map, { features, ...(points && { points }) });
  }, [map, features, points]);
  usePlace(map, place);
  return { frame, map };
}

/** Marks the place that is chosen. */
function usePlace(map: Library | undefined, place: Props["place"]) {
  useEffect(() => {
    if (!map || !place) return;
    const marker = new Marker({ color: colour("--accent") })
      .setLngLat([place.longitude, place.latitude])
      .addTo(map);
    return () => void marker.remove();
  }, [map, place]);
}

const hitBy = (map: Library, at: { x: number; y: number }) =>
  map.getLayer(POINTS) ? map.queryRenderedFeatures([at.x, at.y], { layers: [POINTS] })[0] : undefined;

/** The title of a point beside it. To be seen alone: whoever hears the page has it in the list. */
function useTitle(map: Library | undefined, point: Point | undefined) {
  const { id, title, longitude, latitude } = point ?? {};
  useEffect(() => {
    if (!map || !id || !title || longitude === undefined || latitude === undefined) return;
    const card = new Popup({
      className: styles.card ?? "",
      closeButton: false,
      closeOnClick: false,
      focusAfterOpen: false,
      offset: 12,
      maxWidth: "16rem",
    });
    card.setLngLat([longitude, latitude]).setText(title).addTo(map);
    card.getElement()?.setAttribute("aria-hidden", "true");
    return () => void card.remove();
  }, [map, id, title, longitude, latitude]);
}

/** Goes as near as it takes for the points of a cluster to part. */
async function zoomInto(map: Library, { properties, geometry }: MapGeoJSONFeature) {
  if (geometry.type !== "Point") return;
  const zoom = await map.getSource<GeoJSONSource>("points")?.getClusterExpansionZoom(properties.cluster_id);
  const [longitude = 0, latitude = 0] = geometry.coordinates;
  if (zoom !== undefined) map.easeTo({ center: [longitude, latitude], zoom: zoom + 0.5 });
}

/** Shows all that is on the map. */
function showAll(map: Library, props: Props) {
  const box = boxOf(props);
  if (box) map.fitBounds(box, { padding: 24, maxZoom: 14, duration: 0 });
}

function begin(container: HTMLElement, props: Props, locale: Record<string, string>) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const made = new Library({
    container,
    style: props.background ?? emptyStyle(),
    locale,
    center: [16, 62], // Sweden, until there is something to show
    zoom: 3,
    cooperativeGestures: false,
    scrollZoom: false, // the wheel scrolls the page
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: props.background ? { compact: true } : false,
    fadeDuration: still ? 0 : 300,
  });
  made.addControl(new NavigationControl({ showCompass: false }));
  return made;
}
