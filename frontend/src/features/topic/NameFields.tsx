import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { invalid } from "@/lib/error-text";
import type { ApiError } from "@/lib/errors";
import { fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";

type Name = Schema["TopicName"];

type Props = { name: Name; onChange: (name: Name) => void; error: ApiError | undefined };

/** What the fields of a name are called. */
export function useNameLabels() {
  const { t } = useLingui();
  return { "name/sv": t`Namn på svenska`, "name/en": t`Namn på engelska` };
}

/** What is missing in a name before it is worth sending. */
export function useMissingName() {
  const { t } = useLingui();
  return (name: Name) => {
    const detail = t`Minst två tecken.`;
    const short = (["sv", "en"] as const).filter((language) => name[language].trim().length < 2);
    return invalid(short.map((language) => ({ field: `name/${language}`, code: "too_short", detail })));
  };
}

/** The name of a topic in both languages. */
export function NameFields({ name, onChange, error }: Props) {
  const labels = useNameLabels();
  return (["sv", "en"] as const).map((language) => (
    <TextField
      key={language}
      name={`name/${language}`}
      label={labels[`name/${language}`]}
      lang={language}
      max={60}
      autoComplete="off"
      value={name[language]}
      onChange={(text) => onChange({ ...name, [language]: text })}
      error={fieldError(error, `name/${language}`)}
    />
  ));
}
