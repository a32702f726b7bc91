import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { type Option, RadioGroup } from "@/ui/Choice";
import { kindLabel } from "@/ui/labels";

type Kind = Schema["PersonKind"];
type Props = { value: Kind; onChange: (kind: Kind) => void; error?: string | undefined };

/** Who one takes part as, each kind explained in a line. */
export function KindField({ value, onChange, error }: Props) {
  const { t } = useLingui();
  const hints: Record<Kind, string> = {
    resident: t`Du bor, arbetar, studerar eller vistas här och talar för dig själv.`,
    association: t`Du talar för en förening, en stiftelse eller ett nätverk.`,
    company: t`Du talar för ett företag, stort eller litet.`,
    researcher: t`Du deltar som forskare eller student vid ett lärosäte.`,
    "public-body": t`Du talar för en kommun, en region, en myndighet eller en skola.`,
  };
  const kinds = Object.keys(hints) as Kind[];
  const options: Option<Kind>[] = kinds.map((kind) => ({
    value: kind,
    label: kindLabel(kind),
    hint: hints[kind],
  }));
  return (
    <RadioGroup
      name="kind"
      label={t`Jag deltar som`}
      hint={t`Det står vid ditt namn, så att andra vet vem som talar. Du kan ändra det senare.`}
      options={options}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}
