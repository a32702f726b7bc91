import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import editing from "@/features/editing/Editing.module.css";
import type { FieldsetProps } from "@/features/editing/fieldset";
import type { Schema } from "@/lib/api";
import { CheckboxGroup } from "@/ui/Choice";
import { fieldError } from "@/ui/FormErrors";
import { kindLabel } from "@/ui/labels";
import { SelectField } from "@/ui/SelectField";
import { TextField } from "@/ui/TextField";
import { challengeChoicesQuery } from "./edit-queries";
import { useWorkshopLabels } from "./use-workshop-labels";
import type { WorkshopFields } from "./workshop-fields";

const kinds: Schema["PersonKind"][] = ["resident", "association", "company", "researcher", "public-body"];

/** How many, who, and in which challenge. */
export function AudienceFields({ fields, set, error }: FieldsetProps<WorkshopFields>) {
  const { t } = useLingui();
  const labels = useWorkshopLabels();
  const challenges = useQuery(challengeChoicesQuery).data ?? [];
  return (
    <div className={editing.fields}>
      <TextField
        name="seats"
        label={labels.seats}
        hint={t`Blir det fullt kan man ställa sig på kö. Den som står först får en plats som blir ledig.`}
        type="number"
        inputMode="numeric"
        min={1}
        step={1}
        style={{ maxInlineSize: "8rem" }}
        value={fields.seats}
        onChange={(seats) => set({ seats })}
        error={fieldError(error, "seats")}
      />
      <CheckboxGroup
        name="audience"
        label={labels.audience}
        hint={t`Kryssa inte i något om alla är välkomna.`}
        optional
        options={kinds.map((value) => ({ value: value as string, label: kindLabel(value) }))}
        values={fields.audience}
        onChange={(audience) => set({ audience })}
        error={fieldError(error, "audience")}
      />
      <SelectField
        name="challengeId"
        label={labels.challengeId}
        optional
        value={fields.challengeId}
        onChange={(challengeId) => set({ challengeId })}
        error={fieldError(error, "challengeId")}
      >
        <option value="">{t`Ingen`}</option>
        {fields.challengeId && !challenges.some(({ id }) => id === fields.challengeId) && (
          <option value={fields.challengeId}>
            <Trans>Som nu</Trans>
          </option>
        )}
        {challenges.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
