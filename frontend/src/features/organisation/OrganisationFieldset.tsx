import { useLingui } from "@lingui/react/macro";
import { MarkdownArea } from "@/features/editor/MarkdownArea";
import type { ApiError } from "@/lib/errors";
import { Checkbox, RadioGroup } from "@/ui/Choice";
import { fieldError } from "@/ui/FormErrors";
import { kindLabel } from "@/ui/labels";
import { TextField } from "@/ui/TextField";
import type { OrganisationFields } from "./organisation-fields";
import { organisationKinds } from "./search";
import { useOrganisationLabels } from "./use-organisation-labels";

type Props = {
  fields: OrganisationFields;
  set: (change: Partial<OrganisationFields>) => void;
  error: ApiError | undefined;
};

/** What an organisation tells about itself. */
export function OrganisationFieldset({ fields, set, error }: Props) {
  const labels = useOrganisationLabels();
  return (
    <>
      <TextField
        name="name"
        label={labels.name}
        value={fields.name}
        onChange={(name) => set({ name })}
        max={80}
        error={fieldError(error, "name")}
        autoComplete="organization"
      />
      <RadioGroup
        name="kind"
        label={labels.kind}
        value={fields.kind}
        onChange={(kind) => set({ kind })}
        options={organisationKinds.map((kind) => ({ value: kind as string, label: kindLabel(kind) }))}
        error={fieldError(error, "kind")}
      />
      <MarkdownArea
        name="description"
        label={labels.description}
        optional
        value={fields.description}
        onChange={(description) => set({ description })}
        max={5000}
        error={fieldError(error, "description")}
      />
      <Reaching fields={fields} set={set} error={error} />
    </>
  );
}

/** How it is found and reached elsewhere. */
function Reaching({ fields, set, error }: Props) {
  const { t } = useLingui();
  const labels = useOrganisationLabels();
  return (
    <>
      <TextField
        name="website"
        label={labels.website}
        type="url"
        optional
        value={fields.website}
        onChange={(website) => set({ website })}
        error={fieldError(error, "website")}
        autoComplete="url"
      />
      <TextField
        name="organisationNumber"
        label={labels.organisationNumber}
        hint={t`Tio siffror, som 556016-0680. Det gör det lättare att verifiera er. Syns på sidan.`}
        optional
        inputMode="numeric"
        value={fields.organisationNumber}
        onChange={(organisationNumber) => set({ organisationNumber })}
        error={fieldError(error, "organisationNumber")}
      />
      <TextField
        name="contactEmail"
        label={labels.contactEmail}
        type="email"
        optional={!fields.contactShown}
        value={fields.contactEmail}
        onChange={(contactEmail) => set({ contactEmail })}
        error={fieldError(error, "contactEmail")}
        autoComplete="email"
      />
      <Checkbox
        name="contactShown"
        label={labels.contactShown}
        hint={t`Annars ser bara era medlemmar och administratörer den.`}
        checked={fields.contactShown}
        onChange={(contactShown) => set({ contactShown })}
        error={fieldError(error, "contactShown")}
      />
    </>
  );
}
