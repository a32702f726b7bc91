import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { RadioGroup } from "@/ui/Choice";
import { DateTimeField } from "@/ui/DateTimeField";
import { fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import { FormDialog } from "./FormDialog";
import styles from "./Help.module.css";
import { type Kind, kinds } from "./kinds";
import { LanguagesField } from "./LanguagesField";
import { useEditNeed, useStateNeed } from "./queries";
import { helpKindLabel } from "./words";

type Fields = {
  kind: Kind | "";
  description: string;
  amount: string;
  unit: string;
  endsAt: string;
  languages: Schema["HelpLanguage"][];
};
const nothing: Fields = { kind: "", description: "", amount: "", unit: "", endsAt: "", languages: [] };

const useLabels = () => {
  const { t } = useLingui();
  return {
    kind: t`Vad är det som saknas?`,
    description: t`Beskriv`,
    amount: t`Hur mycket`,
    unit: t({ message: "Av vad", comment: "enhet, som timmar eller kronor" }),
    endsAt: t`Till och med`,
    languages: t`Språk som fungerar`,
  };
};

const toNeed = ({ endsAt, languages, description, unit, amount }: Fields) => ({
  description,
  unit,
  amount: Number(amount),
  languages,
  ...(endsAt && { endsAt }),
});

/** States what an idea lacks. */
export function NeedForm({ ideaId }: { ideaId: string }) {
  const { t } = useLingui();
  const [fields, setFields] = useState(nothing);
  const labels = useLabels();
  return (
    <FormDialog<Schema["NeedCreate"]>
      label={t`Lägg till ett behov`}
      send={t`Visa behovet`}
      done={t`Behovet är tillagt.`}
      mutation={useStateNeed(ideaId)}
      labels={labels}
      onOpen={() => setFields(nothing)}
      body={() =>
        missing(fields, ["kind", "description", "amount", "unit"]) ?? {
          kind: fields.kind as Kind,
          ...toNeed(fields),
        }
      }
    >
      {(error) => (
        <>
          <RadioGroup
            name="kind"
            label={labels.kind}
            value={fields.kind}
            onChange={(kind) => setFields({ ...fields, kind })}
            options={kinds.map((value) => ({ value, label: helpKindLabel(value) }))}
            error={fieldError(error, "kind")}
          />
          <NeedFields fields={fields} onChange={setFields} error={error} />
        </>
      )}
    </FormDialog>
  );
}

/** Edits what an idea lacks. */
export function EditNeed({ need }: { need: Schema["Need"] }) {
  const { t } = useLingui();
  const present = { ...need, amount: String(need.amount) };
  const [fields, setFields] = useState<Fields>(present);
  return (
    <FormDialog<Schema["NeedEdit"]>
      label={t`Ändra`}
      title={t`Ändra behovet`}
      variant="plain"
      send={t`Spara`}
      done={t`Behovet är ändrat.`}
      mutation={useEditNeed(need)}
      labels={useLabels()}
      onOpen={() => setFields(present)}
      body={() => missing(fields, ["description", "amount", "unit"]) ?? toNeed(fields)}
    >
      {(error) => <NeedFields fields={fields} onChange={setFields} error={error} />}
    </FormDialog>
  );
}

type PartProps = { fields: Fields; onChange: (fields: Fields) => void; error: ApiError | null };

function NeedFields({ fields, onChange, error }: PartProps) {
  const { t } = useLingui();
  const labels = useLabels();
  const set = (change: Partial<Fields>) => onChange({ ...fields, ...change });
  return (
    <>
      <TextArea
        name="description"
        label={labels.description}
        value={fields.description}
        onChange={(description) => set({ description })}
        max={500}
        error={fieldError(error, "description")}
      />
      <div className={styles.pair}>
        <TextField
          name="amount"
          label={labels.amount}
          hint={t`Ett tal, som 2 eller 500.`}
          type="number"
          min={1}
          value={fields.amount}
          onChange={(amount) => set({ amount })}
          error={fieldError(error, "amount")}
        />
        <TextField
          name="unit"
          label={labels.unit}
          hint={t`Som timmar, kronor, personer.`}
          value={fields.unit}
          onChange={(unit) => set({ unit })}
          max={30}
          error={fieldError(error, "unit")}
        />
      </div>
      <DateTimeField
        name="endsAt"
        label={labels.endsAt}
        hint={t`Ett år om du inget väljer.`}
        optional
        value={fields.endsAt}
        onChange={(endsAt) => set({ endsAt })}
        error={fieldError(error, "endsAt")}
      />
      <LanguagesField
        label={labels.languages}
        values={fields.languages}
        onChange={(languages) => set({ languages })}
        error={fieldError(error, "languages")}
      />
    </>
  );
}
