import type { Schema } from "@/lib/api";
import { SelectField } from "@/ui/SelectField";
import { SavedRow } from "./SavedRow";
import { type Row, useRow } from "./use-row";
import { cadenceLabel, cadences, kindLabel, withMail } from "./words";

type Props = Row & { kind: Schema["ChosenKind"] };

/** How soon one is told of a kind by mail. */
export function KindChoice({ kind, ...row }: Props) {
  const { shown, save, saved, error } = useRow(kind, row);
  return (
    <SavedRow saved={saved}>
      <SelectField
        name={kind}
        label={kindLabel(kind)}
        error={error}
        value={shown.choices.find((choice) => choice.kind === kind)?.mail ?? ""}
        onChange={(mail) => save(withMail(mail as Schema["Cadence"], kind))}
      >
        {cadences.map((cadence) => (
          <option key={cadence} value={cadence}>
            {cadenceLabel(cadence)}
          </option>
        ))}
      </SelectField>
    </SavedRow>
  );
}
