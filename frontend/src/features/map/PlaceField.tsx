import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { boundariesQuery } from "@/features/district/queries";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { announce } from "@/lib/announce";
import { Button } from "@/ui/Button";
import { DistrictMap } from "./DistrictMap";
import styles from "./Place.module.css";
import { parsePlace, writePlace } from "./place";

type Props = {
  value: string;
  onChange: (place: string) => void;
  /** What the place is, and who sees it how exactly; that of an idea where nothing is said. */
  hint?: string;
};

/** A place on the map, for who wants to point; the district in words is as good. Nothing where there is no map. */
export function PlaceField({ value, onChange, hint }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState(value !== "");
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const { data } = useQuery(boundariesQuery);
  const style = useMunicipality()?.mapStyle;
  const features = data?.value.features ?? [];
  if (features.length === 0 && !style) return null;
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  if (!open)
    return (
      <div ref={field} className={styles.field}>
        <Button onClick={ask}>
          <Trans>Peka ut en plats på kartan</Trans>
        </Button>
      </div>
    );
  const place = parsePlace(value);
  const choose = (at: { longitude: number; latitude: number }) => {
    onChange(writePlace(at));
    announce(t`Platsen är vald.`);
  };
  const remove = () => {
    flushSync(() => {
      onChange("");
      setOpen(false);
    });
    field.current?.querySelector("button")?.focus();
  };
  return (
    <div ref={field} className={styles.field}>
      <p className={styles.hint}>
        {hint ?? (
          <Trans>
            Tryck på kartan där idén hör hemma. Platsen syns för alla, med ungefär tio meters noggrannhet, och
            stadsdelen följer av den.
          </Trans>
        )}
      </p>
      <DistrictMap
        label={t`Karta att välja en plats på`}
        features={features}
        place={place}
        onPlace={choose}
        takesFocus={asked}
      />
      <Button variant="plain" onClick={remove}>
        {place ? <Trans>Ta bort platsen</Trans> : <Trans>Dölj kartan</Trans>}
      </Button>
    </div>
  );
}
