import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { CheckboxGroup } from "@/ui/Choice";
import styles from "./Help.module.css";
import { languageCodes, languageLabel } from "./words";

type Language = Schema["HelpLanguage"];
type Props = {
  label: string;
  values: Language[];
  onChange: (values: Language[]) => void;
  error?: string | undefined;
};

/** Languages, folded away: most leave it, as any language will do. */
export function LanguagesField({ label, values, onChange, error }: Props) {
  const { t } = useLingui();
  return (
    <details open={values.length > 0 || error !== undefined}>
      <summary className={styles.soft}>{label}</summary>
      <CheckboxGroup
        name="languages"
        label={label}
        hint={t`Inget val betyder att språket inte spelar någon roll.`}
        optional
        values={values}
        onChange={onChange}
        error={error}
        options={languageCodes.map((value) => ({ value, label: languageLabel(value) }))}
      />
    </details>
  );
}
