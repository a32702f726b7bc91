import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { SelectField } from "@/ui/SelectField";
import { kindWord } from "./kind-words";
import { kinds } from "./search";

export type Kind = Schema["CommentKind"];

/** The kind that a draft holds; a plain comment if it holds none. */
export const kindOf = (kept: string): Kind => kinds.find((kind) => kind === kept) ?? "comment";

/** What one means by a comment, so that others find the questions among them. */
export function KindField({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  const { t } = useLingui();
  return (
    <SelectField
      name="kind"
      label={t`Vad är det du skriver?`}
      value={value}
      onChange={(kept) => onChange(kindOf(kept))}
    >
      <option value="comment">{t`En kommentar`}</option>
      {kinds.map((kind) => (
        <option key={kind} value={kind}>
          {kindWord(kind)}
        </option>
      ))}
    </SelectField>
  );
}
