import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useMunicipality } from "@/features/municipality/use-municipality";
import styles from "./Map.module.css";
import type { MapProps } from "./map-props";

/** The map itself, with its library, comes when it is about to be seen. */
const MapCanvas = lazy(async () => ({ default: (await import("./MapCanvas")).MapCanvas }));

/** The districts' outlines, over the operator's own map where there is one. Whatever it shows stands beside it as text too. */
export function DistrictMap(props: MapProps) {
  const style = useMunicipality()?.mapStyle;
  const frame = useRef<HTMLDivElement>(null);
  const [possible, setPossible] = useState<boolean>();
  useEffect(() => setPossible(canDraw()), []);
  const { takesFocus, label } = props;
  useEffect(() => {
    if (takesFocus) frame.current?.focus();
  }, [takesFocus]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields.
    <div
      ref={frame}
      className={possible === false ? "" : styles.frame}
      tabIndex={-1}
      role="group"
      aria-label={label}
    >
      {possible === false && (
        <p className={styles.without}>
          <Trans>Din webbläsare kan inte visa kartan. Allt som står på den finns också i text.</Trans>
        </p>
      )}
      {possible && (
        <Suspense fallback={null}>
          <MapCanvas {...props} background={style} onFailure={() => setPossible(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Whether this browser draws maps. */
function canDraw(): boolean {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}
