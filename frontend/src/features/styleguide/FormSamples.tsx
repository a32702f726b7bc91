import { useState } from "react";
import { invalid } from "@/lib/error-text";
import { Checkbox, CheckboxGroup, RadioGroup } from "@/ui/Choice";
import { DateTimeField } from "@/ui/DateTimeField";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { PasswordField } from "@/ui/PasswordField";
import { Section } from "@/ui/Section";
import { SelectField } from "@/ui/SelectField";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import styles from "./Styleguide.module.css";

const error = invalid([
  { field: "sg-title", code: "too_short", detail: "För kort: minst 3 tecken." },
  { field: "sg-kind", code: "required", detail: "Behöver fyllas i." },
]);

const options = [
  { value: "a" as const, label: "Stöd", hint: "Ett ja per person." },
  { value: "b" as const, label: "Åsikt", hint: "Håller med, håller inte med eller avstår." },
];

export function FormSamples() {
  const [text, setText] = useState("Å");
  const [at, setAt] = useState("2026-12-03T17:00:00Z");
  return (
    <Section title="Formulär" note="Allt krävs om det inte står (frivilligt).">
      <form className={styles.stack} noValidate>
        <div className={styles.wide}>
          <FormErrors error={error} labels={{ "sg-title": "Titel", "sg-kind": "Så här röstar man" }} />
        </div>
        <TextField
          name="sg-title"
          label="Titel"
          hint="Säg det så att en granne förstår."
          value={text}
          onChange={setText}
          max={150}
          error={fieldError(error, "sg-title")}
        />
        <TextField
          name="sg-count"
          label="Nästan för långt"
          value={"x".repeat(145)}
          onChange={setText}
          max={150}
        />
        <TextArea
          name="sg-body"
          label="Beskrivning"
          optional
          value={text}
          onChange={setText}
          max={2000}
          rows={4}
        />
        <SelectField name="sg-select" label="Jag deltar som" value="b" onChange={setText}>
          <option value="a">Invånare</option>
          <option value="b">Förening</option>
        </SelectField>
        <PasswordField
          name="sg-password"
          label="Lösenord"
          hint="12 till 128 tecken."
          autoComplete="new-password"
          value={text}
          onChange={setText}
        />
        <DateTimeField name="sg-at" label="Börjar" value={at} onChange={setAt} />
        <ChoiceSamples />
      </form>
    </Section>
  );
}

function ChoiceSamples() {
  const [kind, setKind] = useState<"a" | "b" | "">("");
  const [many, setMany] = useState<("a" | "b")[]>(["a"]);
  const [yes, setYes] = useState(true);
  return (
    <>
      <RadioGroup
        name="sg-kind"
        label="Så här röstar man"
        options={options}
        value={kind}
        onChange={setKind}
        error={fieldError(error, "sg-kind")}
      />
      <CheckboxGroup
        name="sg-many"
        label="För vem"
        options={options}
        values={many}
        onChange={setMany}
        optional
      />
      <Checkbox name="sg-yes" label="Jag vill få brev när någon svarar" checked={yes} onChange={setYes} />
    </>
  );
}
