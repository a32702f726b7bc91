import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { DistrictMap } from "@/features/map/DistrictMap";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { FieldFrame } from "@/ui/Field";
import field from "@/ui/Field.module.css";
import { FormErrors } from "@/ui/FormErrors";
import { SelectField } from "@/ui/SelectField";
import { useToast } from "@/ui/Toast";
import styles from "./District.module.css";
import { useDraw, usePreview } from "./queries";
import { type Drawing, MAX_BYTES, readDrawing } from "./read-file";

/** Draws the districts anew from a file: chosen, checked, shown, and only then put into force. */
export function Draw({ etag }: { etag: string }) {
  const { t } = useLingui();
  const { drawing, nameProperty, problem, preview, draw, choose, check, apply } = useDrawing(etag);
  return (
    <div className={styles.draw}>
      <FileField problem={problem} onChoose={choose} />
      {drawing && drawing.properties.length > 1 && (
        <SelectField
          name="nameProperty"
          label={t`Fältet med namnet`}
          value={nameProperty}
          onChange={(name) => check(drawing, name)}
        >
          {drawing.properties.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </SelectField>
      )}
      <FormErrors error={preview.error ?? draw.error} labels={{}} />
      {drawing && preview.data && (
        <>
          <Consequences of={preview.data} />
          <DistrictMap
            key={nameProperty}
            label={t`Karta över filens stadsdelar`}
            features={named(drawing.body, nameProperty)}
          />
          <Button variant="primary" busy={draw.isPending} onClick={apply}>
            <Trans>Byt till de här stadsdelarna</Trans>
          </Button>
        </>
      )}
    </div>
  );
}

function useDrawing(etag: string) {
  const { t } = useLingui();
  const [drawing, setDrawing] = useState<Drawing>();
  const [nameProperty, setNameProperty] = useState("name");
  const [problem, setProblem] = useState<string>();
  const preview = usePreview();
  const draw = useDraw();
  const toast = useToast();
  const check = (chosen: Drawing, name: string) => {
    setNameProperty(name);
    draw.reset();
    preview.mutate({ body: chosen.body, nameProperty: name });
  };
  const choose = async (file: File) => {
    preview.reset();
    setDrawing(undefined);
    if (file.size > MAX_BYTES)
      return setProblem(t`Filen är för stor. Den får vara högst 4 MB. Förenkla gränserna i kartprogrammet.`);
    const found = readDrawing(await file.text());
    setProblem(found ? undefined : t`Filen är ingen samling av ytor i GeoJSON.`);
    setDrawing(found);
    if (found) check(found, found.properties[0] ?? "name");
  };
  const done = () => {
    setDrawing(undefined);
    preview.reset();
    toast({ text: t`Stadsdelarna är omritade.` });
  };
  const apply = () => {
    if (drawing && !draw.isPending)
      draw.mutate({ body: drawing.body, nameProperty, etag }, { onSuccess: done });
  };
  return { drawing, nameProperty, problem, preview, draw, choose, check, apply };
}

type FileProps = { problem: string | undefined; onChoose: (file: File) => Promise<void> };

function FileField({ problem, onChoose }: FileProps) {
  const { t } = useLingui();
  return (
    <FieldFrame
      name="file"
      label={t`Fil med stadsdelar`}
      hint={t`GeoJSON i WGS 84, högst 300 stadsdelar och 4 MB.`}
      optional
      error={problem}
    >
      {(control) => (
        <input
          {...control}
          className={field.control}
          type="file"
          accept=".geojson,.json,application/geo+json"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void onChoose(file);
            event.target.value = "";
          }}
        />
      )}
    </FieldFrame>
  );
}

function Consequences({ of }: { of: Schema["DistrictPreview"] }) {
  const { length: added } = of.added;
  const { length: kept } = of.kept;
  const { length: removed } = of.removed;
  return (
    <dl className={styles.change} aria-live="polite">
      <Group names={of.added}>
        <Plural value={added} one="# ny stadsdel" other="# nya stadsdelar" />
      </Group>
      <Group names={of.kept}>
        <Plural value={kept} one="# som finns redan" other="# som finns redan" />
      </Group>
      <Group names={of.removed}>
        <Plural
          value={removed}
          one="# försvinner ur valen, men står kvar på idéer som har den"
          other="# försvinner ur valen, men står kvar på idéer som har dem"
        />
      </Group>
    </dl>
  );
}

function Group({ names, children }: { names: string[]; children: React.ReactNode }) {
  if (names.length === 0) return null;
  return (
    <div>
      <dt>{children}</dt>
      <dd>
        <bdi>{names.join(", ")}</bdi>
      </dd>
    </div>
  );
}

/** The features of a file as the map shows them. */
const named = ({ features }: Schema["BoundariesEdit"], nameProperty: string) =>
  features.map((feature, n) => ({
    type: "Feature" as const,
    id: String(n),
    properties: { name: String(feature.properties[nameProperty] ?? "") },
    geometry: feature.geometry as Schema["Boundary"]["geometry"],
  }));
