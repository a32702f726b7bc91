import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import editing from "@/features/editing/Editing.module.css";
import type { FieldsetProps } from "@/features/editing/fieldset";
import { MarkdownArea } from "@/features/editor/MarkdownArea";
import { DateTimeField } from "@/ui/DateTimeField";
import { fieldError } from "@/ui/FormErrors";
import { Section } from "@/ui/Section";
import { TextField } from "@/ui/TextField";
import { AudienceFields } from "./AudienceFields";
import { useWorkshopLabels } from "./use-workshop-labels";
import { endAfter, type WorkshopFields } from "./workshop-fields";

/** Every field of a workshop, in the order one thinks of them: what, when, where, for whom. */
export function WorkshopFieldset(props: FieldsetProps<WorkshopFields>) {
  const { t } = useLingui();
  return (
    <>
      <Section title={t`Vad`}>
        <WhatFields {...props} />
      </Section>
      <Section title={t`När`} note={t`Alla tider är i svensk tid.`}>
        <WhenFields {...props} />
      </Section>
      <Section title={t`Var`} note={t`Ange en plats, en länk eller båda.`}>
        <WhereFields {...props} />
      </Section>
      <Section title={t`För vem`}>
        <AudienceFields {...props} />
      </Section>
    </>
  );
}

function WhatFields({ fields, set, error }: FieldsetProps<WorkshopFields>) {
  const { t } = useLingui();
  const labels = useWorkshopLabels();
  return (
    <div className={editing.fields}>
      <TextField
        name="title"
        label={labels.title}
        hint={t`Kort, så att man ser vad man kommer till.`}
        max={150}
        value={fields.title}
        onChange={(title) => set({ title })}
        error={fieldError(error, "title")}
      />
      <MarkdownArea
        name="description"
        label={labels.description}
        hint={t`Vad ska ni göra, vad blir det av det, och vad behöver man veta innan?`}
        max={20_000}
        value={fields.description}
        onChange={(description) => set({ description })}
        error={fieldError(error, "description")}
      />
    </div>
  );
}

// The pickers keep their own text, so one that is filled in for the writer is made anew.
function WhenFields({ fields, set, error }: FieldsetProps<WorkshopFields>) {
  const labels = useWorkshopLabels();
  const [round, setRound] = useState(0);
  const start = (startsAt: string) => {
    const endsAt = endAfter(startsAt, fields);
    if (endsAt !== fields.endsAt) setRound(round + 1);
    set({ startsAt, endsAt });
  };
  return (
    <div className={editing.fields}>
      <div className={editing.pair}>
        <DateTimeField
          name="startsAt"
          label={labels.startsAt}
          value={fields.startsAt}
          onChange={start}
          error={fieldError(error, "startsAt")}
        />
        <DateTimeField
          key={round}
          name="endsAt"
          label={labels.endsAt}
          value={fields.endsAt}
          onChange={(endsAt) => set({ endsAt })}
          error={fieldError(error, "endsAt")}
        />
      </div>
    </div>
  );
}

function WhereFields({ fields, set, error }: FieldsetProps<WorkshopFields>) {
  const { t } = useLingui();
  const labels = useWorkshopLabels();
  return (
    <div className={editing.fields}>
      <TextField
        name="place"
        label={labels.place}
        hint={t`Lokal och adress.`}
        optional
        max={200}
        value={fields.place}
        onChange={(place) => set({ place })}
        error={fieldError(error, "place")}
      />
      <TextField
        name="link"
        label={labels.link}
        hint={t`Till mötet på nätet. Börjar med https://`}
        optional
        type="url"
        max={500}
        value={fields.link}
        onChange={(link) => set({ link })}
        error={fieldError(error, "link")}
      />
    </div>
  );
}
