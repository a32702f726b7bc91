import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useMentionCandidates } from "@/features/comment/queries";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { RadioGroup } from "@/ui/Choice";
import { kindLabel } from "@/ui/labels";
import { TextField } from "@/ui/TextField";
import styles from "./Handover.module.css";

type Person = Schema["ParticipantRef"];

type Props = {
  ideaId: string;
  /** Whom it does not suggest. */
  but: string[];
  name: string;
  label: string;
  value: Person | undefined;
  onChange: (person: Person) => void;
  error: string | undefined;
};

/** One person or organisation: of those who take part in the discussion of an idea, or found by name. */
export function PersonPicker({ ideaId, but, value, onChange, ...field }: Props) {
  const { t } = useLingui();
  const [words, setWords] = useState("");
  const found = useMentionCandidates({ kind: "idea", id: ideaId }, words.trim()) ?? [];
  const people = found.filter(({ id }) => id !== value?.id && !but.includes(id));
  const shown = value ? [value, ...people] : people;
  return (
    <div className={styles.picker}>
      <TextField
        // While there is nobody to choose, this is where one mends that nobody is chosen.
        name={shown.length > 0 ? `${field.name}-words` : field.name}
        error={shown.length > 0 ? undefined : field.error}
        label={t`Sök efter ett namn`}
        hint={t`Här finns de som är med i samtalet, organisationer, och andra med öppen profil.`}
        optional="unmarked"
        value={words}
        onChange={setWords}
        autoComplete="off"
        max={80}
      />
      {shown.length > 0 ? (
        <RadioGroup
          {...field}
          value={value?.id ?? ""}
          onChange={(id) => {
            const person = shown.find((one) => one.id === id);
            if (person) onChange(person);
          }}
          options={shown.map((person) => ({
            value: person.id,
            label: <bdi>{person.displayName}</bdi>,
            hint: kindLabel(person.kind),
          }))}
        />
      ) : (
        <p className={question.soft} role="status">
          {words.trim() ? (
            <Trans>Ingen med det namnet går att fråga.</Trans>
          ) : (
            <Trans>Skriv ett namn, så söker vi.</Trans>
          )}
        </p>
      )}
    </div>
  );
}
