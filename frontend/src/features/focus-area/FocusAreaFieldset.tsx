import { useLingui } from "@lingui/react/macro";
import type { ApiError } from "@/lib/errors";
import { fieldError } from "@/ui/FormErrors";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";

/** What administrators write of a focus area. */
export type FocusAreaFields = { title: string; description: string };

type Props = {
  fields: FocusAreaFields;
  set: (change: Partial<FocusAreaFields>) => void;
  error: ApiError | undefined;
};

export function useFocusAreaLabels() {
  const { t } = useLingui();
  return { title: t`Namn`, description: t`Beskrivning` };
}

/** The fields of a focus area. */
export function FocusAreaFieldset({ fields, set, error }: Props) {
  const { t } = useLingui();
  const labels = useFocusAreaLabels();
  return (
    <>
      <TextField
        name="title"
        label={labels.title}
        hint={t`Några ord, som Trygga vägar till skolan.`}
        max={100}
        value={fields.title}
        onChange={(title) => set({ title })}
        error={fieldError(error, "title")}
      />
      <TextArea
        name="description"
        label={labels.description}
        hint={t`Några meningar om vad området handlar om.`}
        optional
        max={2000}
        value={fields.description}
        onChange={(description) => set({ description })}
        error={fieldError(error, "description")}
      />
    </>
  );
}
