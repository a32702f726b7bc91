import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { districtsQuery } from "@/features/district/queries";
import { missing } from "@/features/editing/required";
import { TopicField } from "@/features/topic/TopicField";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { RadioGroup } from "@/ui/Choice";
import { DateTimeField } from "@/ui/DateTimeField";
import { fieldError } from "@/ui/FormErrors";
import { SelectField } from "@/ui/SelectField";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import { FormDialog } from "./FormDialog";
import { kinds } from "./kinds";
import { LanguagesField } from "./LanguagesField";
import { fieldsOf, noOffer, type OfferFields, toOffer, toOfferEdit } from "./offer-fields";
import { useEditOffer, useMakeOffer } from "./queries";
import { helpKindLabel } from "./words";

const PlaceField = lazy(() => import("@/features/map/PlaceField").then((m) => ({ default: m.PlaceField })));

const useLabels = () => {
  const { t } = useLingui();
  return {
    kind: t`Vad kan du bidra med?`,
    title: t`Rubrik`,
    description: t`Beskriv`,
    audience: t`Vem ser erbjudandet?`,
    topicIds: t`Ämnen`,
    reach: t`Var gäller det?`,
    districtId: t`Stadsdel`,
    place: t`Plats`,
    radius: t`Hur långt bort, i kilometer`,
    endsAt: t`Till och med`,
    languages: t`Språk som fungerar`,
  };
};

/** What must be filled in: how far it reaches, too, where that is not everywhere. */
const required = ({ reach }: OfferFields) => [
  "kind",
  "title",
  "description",
  ...(reach === "district" ? ["districtId"] : reach === "place" ? ["place", "radius"] : []),
];

/** Makes an offer, in an organisation's name where one is given. */
export function MakeOffer({ organisationId }: { organisationId: string }) {
  const { t } = useLingui();
  const [fields, setFields] = useState(noOffer);
  return (
    <FormDialog<Schema["OfferCreate"]>
      label={t`Lägg upp ett erbjudande`}
      variant="primary"
      send={t`Lägg upp`}
      done={t`Erbjudandet är upplagt.`}
      mutation={useMakeOffer()}
      labels={useLabels()}
      onOpen={() => setFields(noOffer)}
      body={() => missing(fields, required(fields)) ?? toOffer(fields, organisationId)}
    >
      {(error) => <Fields fields={fields} onChange={setFields} error={error} />}
    </FormDialog>
  );
}

/** Edits an offer. */
export function EditOffer({ offer }: { offer: Schema["Offer"] }) {
  const { t } = useLingui();
  const [fields, setFields] = useState(fieldsOf(offer));
  return (
    <FormDialog<Schema["OfferEdit"]>
      label={t`Ändra`}
      title={t`Ändra erbjudandet`}
      variant="plain"
      send={t`Spara`}
      done={t`Erbjudandet är ändrat.`}
      mutation={useEditOffer(offer)}
      labels={useLabels()}
      onOpen={() => setFields(fieldsOf(offer))}
      body={() => missing(fields, required(fields)) ?? toOfferEdit(fields)}
    >
      {(error) => <Fields fields={fields} onChange={setFields} error={error} />}
    </FormDialog>
  );
}

type PartProps = { fields: OfferFields; onChange: (fields: OfferFields) => void; error: ApiError | null };

function Fields({ fields, onChange, error }: PartProps) {
  const { t } = useLingui();
  const labels = useLabels();
  const set = (change: Partial<OfferFields>) => onChange({ ...fields, ...change });
  return (
    <>
      <What fields={fields} onChange={onChange} error={error} />
      <TopicField
        values={fields.topicIds}
        onChange={(topicIds) => set({ topicIds })}
        error={fieldError(error, "topicIds")}
      />
      <ReachFields fields={fields} onChange={onChange} error={error} />
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
      <RadioGroup
        name="audience"
        label={labels.audience}
        value={fields.audience}
        onChange={(audience) => set({ audience })}
        options={[
          { value: "public", label: t`Alla som besöker webbplatsen` },
          { value: "matched", label: t`Bara de vars idéer det passar` },
        ]}
        error={fieldError(error, "audience")}
      />
    </>
  );
}

/** What is lent. */
function What({ fields, onChange, error }: PartProps) {
  const labels = useLabels();
  const set = (change: Partial<OfferFields>) => onChange({ ...fields, ...change });
  return (
    <>
      <RadioGroup
        name="kind"
        label={labels.kind}
        value={fields.kind}
        onChange={(kind) => set({ kind })}
        options={kinds.map((value) => ({ value, label: helpKindLabel(value) }))}
        error={fieldError(error, "kind")}
      />
      <TextField
        name="title"
        label={labels.title}
        value={fields.title}
        onChange={(title) => set({ title })}
        max={120}
        error={fieldError(error, "title")}
      />
      <TextArea
        name="description"
        label={labels.description}
        value={fields.description}
        onChange={(description) => set({ description })}
        max={2000}
        error={fieldError(error, "description")}
      />
    </>
  );
}

/** How far an offer reaches: everywhere, a district, or around a place. */
function ReachFields({ fields, onChange, error }: PartProps) {
  const { t } = useLingui();
  const labels = useLabels();
  const { data: districts = [] } = useQuery(districtsQuery);
  const set = (change: Partial<OfferFields>) => onChange({ ...fields, ...change });
  if (districts.length === 0 && fields.reach === "everywhere") return null;
  return (
    <>
      <RadioGroup
        name="reach"
        label={labels.reach}
        value={fields.reach}
        onChange={(reach) => set({ reach })}
        options={[
          { value: "everywhere", label: t`Hela kommunen` },
          { value: "district", label: t`En stadsdel` },
          { value: "place", label: t`Runt en plats` },
        ]}
      />
      {fields.reach === "district" && (
        <SelectField
          name="districtId"
          label={labels.districtId}
          value={fields.districtId}
          onChange={(districtId) => set({ districtId })}
          error={fieldError(error, "districtId")}
        >
          <option value="">{t`Välj stadsdel`}</option>
          {districts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {fields.reach === "place" && (
        <>
          <Suspense>
            <PlaceField
              value={fields.place}
              onChange={(place) => set({ place })}
              hint={t`Tryck på kartan där det finns. Platsen syns för alla, på någon kilometer när.`}
            />
          </Suspense>
          <TextField
            name="radius"
            label={labels.radius}
            type="number"
            min={1}
            max={50}
            value={fields.radius}
            onChange={(radius) => set({ radius })}
            error={fieldError(error, "radius")}
          />
        </>
      )}
    </>
  );
}
