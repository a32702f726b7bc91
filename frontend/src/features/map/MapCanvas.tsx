import { Trans, useLingui } from "@lingui/react/macro";
import {
  type GeoJSONSource,
  Map as Library,
  type MapGeoJSONFeature,
  Marker,
  NavigationControl,
  setWorkerUrl,
} from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/ui/Button";
import type { MapProps } from "./DistrictMap";
import { addLayers, boxOf, colour, emptyStyle, show } from "./layers";
import styles from "./Map.module.css";

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
      made.resize(); // what was measured before the styles came
      showAll(made, latest.current);
      setMap(made);
    });
    made.on("mousemove", (event) => {
      const over =
        made.getLayer("points") && made.queryRenderedFeatures(event.point, { layers: ["points"] }).length > 0;
      made.getCanvas().style.cursor = over ? "pointer" : "";
    });
    // A phone that is turned shows all of it again, unless its reader has moved the map.
    made.on("resize", () => moved.current || showAll(made, latest.current));
    made.on("movestart", (event) => {
      if (event.originalEvent) moved.current = true;
    });
    made.on("click", (event) => {
      const [hit] = made.getLayer("points")
        ? made.queryRenderedFeatures(event.point, { layers: ["points"] })
        : [];
      if (hit?.properties.cluster_id !== undefined) return void zoomInto(made, hit);
      if (typeof hit?.properties.id === "string") latest.current.onPoint?.(hit.properties.id);
      else latest.current.onPlace?.({ longitude: event.lngLat.lng, latitude: event.lngLat.lat });
    });
    return () => made.remove();
  }, []);
  const { features, points, place } = props;
  useEffect(() => {
    if (map) show(map, { features, ...(points && { points }) });
  }, [map, features, points]);
  useEffect(() => {
    if (!map || !place) return;
    const marker = new Marker({ color: colour("--accent") })
      .setLngLat([place.longitude, place.latitude])
      .addTo(map);
    return () => void marker.remove();
  }, [map, place]);
  return { frame, map };
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
