import { Checkbox } from "@/ui/Choice";
import { SavedRow } from "./SavedRow";
import { type Row, useRow } from "./use-row";

type Props = Row & { name: "mail" | "followCommented" | "followSupported"; label: string; hint?: string };

/** A yes or no about being told. */
export function SettingSwitch({ name, label, hint, ...row }: Props) {
  const { shown, save, saved, error } = useRow(name, row);
  return (
    <SavedRow saved={saved}>
      <Checkbox
        name={name}
        label={label}
        hint={hint}
        error={error}
        checked={shown[name]}
        onChange={(yes) => save((kept) => ({ ...kept, [name]: yes }))}
      />
    </SavedRow>
  );
}
