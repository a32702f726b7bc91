import { useLingui } from "@lingui/react/macro";
import { SelectField } from "@/ui/SelectField";
import { useVoices } from "./queries";

type Props = {
  name: string;
  /** The organisation, or nothing for oneself. */
  value: string;
  onChange: (organisationId: string) => void;
};

/** In whose name one writes. Shown only to those who have a choice. */
export function WriteAs({ name, value, onChange }: Props) {
  const { t } = useLingui();
  const voices = useVoices();
  if (voices.length === 0) return null;
  return (
    <SelectField name={name} label={t`Skriv som`} value={value} onChange={onChange}>
      <option value="">{t`Dig själv`}</option>
      {voices.map(({ id, name: organisation }) => (
        <option key={id} value={id}>
          {organisation}
        </option>
      ))}
    </SelectField>
  );
}
