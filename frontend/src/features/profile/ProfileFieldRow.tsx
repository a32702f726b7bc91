import { useLingui } from "@lingui/react/macro";
import type { ApiError } from "@/lib/errors";
import { fieldError } from "@/ui/FormErrors";
import { SelectField } from "@/ui/SelectField";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import { type Draft, type FieldName, fieldLabel, type Visibility, visibilityLabel } from "./fields";
import styles from "./Profile.module.css";

type Field = Draft[FieldName];
type Props = {
  name: FieldName;
  field: Field;
  error: ApiError | null;
  onChange: (field: Field) => void;
};

const visibilities: Visibility[] = ["private", "members", "public"];

/** One field of the profile, and beside it who may see that. */
export function ProfileFieldRow({ name, field, error, onChange }: Props) {
  const { t } = useLingui();
  const label = fieldLabel(name);
  return (
    <div className={styles.row}>
      <Text name={name} field={field} error={error} onChange={onChange} />
      <SelectField
        name={`${name}-visibility`}
        label={
          <>
            {t`Vem ser det?`} <span className="visually-hidden">{label}</span>
          </>
        }
        value={field.visibility}
        onChange={(visibility) => onChange({ ...field, visibility: visibility as Visibility })}
      >
        {visibilities.map((visibility) => (
          <option key={visibility} value={visibility}>
            {visibilityLabel(visibility)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function Text({ name, field, error, onChange }: Props) {
  const { t } = useLingui();
  const props = {
    name,
    label: fieldLabel(name),
    optional: true,
    value: field.value,
    onChange: (value: string) => onChange({ ...field, value }),
    error: fieldError(error, name),
  };
  switch (name) {
    case "about":
      return <TextArea {...props} max={500} rows={3} hint={t`Vad du gör eller bryr dig om.`} />;
    case "website":
      return <TextField {...props} type="url" max={300} autoComplete="url" />;
    case "contact-email":
      return (
        <TextField
          {...props}
          type="email"
          max={120}
          autoComplete="email"
          hint={t`För dem som vill nå dig. Den du loggar in med visas aldrig.`}
        />
      );
    case "contact-phone":
      return <TextField {...props} type="tel" max={120} autoComplete="tel" />;
    case "full-name":
      return <TextField {...props} max={120} autoComplete="name" />;
    default:
      return <TextField {...props} max={120} />;
  }
}
