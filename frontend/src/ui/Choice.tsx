import type { ReactNode } from "react";
import { cx } from "./cx";
import { FieldMessage, type FieldProps, fieldId, Optional, useDescription } from "./Field";
import styles from "./Field.module.css";

type CheckboxProps = FieldProps & { checked: boolean; onChange: (checked: boolean) => void };

/** One yes or no. The label says what a tick means. */
export function Checkbox({ name, label, hint, error, optional = true, checked, onChange }: CheckboxProps) {
  const ids = useDescription();
  return (
    <div className={styles.field}>
      <label className={styles.option}>
        <input
          type="checkbox"
          className={styles.box}
          id={fieldId(name)}
          name={name}
          required={!optional}
          checked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={cx(hint ? ids.hint : undefined, error ? ids.error : undefined) || undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
        {hint && (
          <span className={styles.hint} id={ids.hint}>
            {hint}
          </span>
        )}
      </label>
      {error && <FieldMessage id={ids.error} text={error} />}
    </div>
  );
}

export type Option<T extends string> = { value: T; label: ReactNode; hint?: ReactNode };

type RadioProps<T extends string> = FieldProps & {
  value: T | "";
  onChange: (value: T) => void;
  options: Option<T>[];
};

/** One of a few, all in view. */
export function RadioGroup<T extends string>({ value, onChange, options, ...frame }: RadioProps<T>) {
  return (
    <Group {...frame}>
      {options.map((option, index) => (
        <OptionRow key={option.value} option={option}>
          <input
            type="radio"
            className={styles.box}
            id={index === 0 ? fieldId(frame.name) : undefined}
            name={frame.name}
            value={option.value}
            checked={option.value === value}
            required={!frame.optional}
            onChange={() => onChange(option.value)}
          />
        </OptionRow>
      ))}
    </Group>
  );
}

type CheckboxesProps<T extends string> = FieldProps & {
  values: T[];
  onChange: (values: T[]) => void;
  options: Option<T>[];
};

/** Any number of a few, all in view. */
export function CheckboxGroup<T extends string>({ values, onChange, options, ...frame }: CheckboxesProps<T>) {
  const toggle = (value: T) =>
    onChange(values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);
  return (
    <Group {...frame}>
      {options.map((option, index) => (
        <OptionRow key={option.value} option={option}>
          <input
            type="checkbox"
            className={styles.box}
            id={index === 0 ? fieldId(frame.name) : undefined}
            name={frame.name}
            value={option.value}
            checked={values.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
        </OptionRow>
      ))}
    </Group>
  );
}

function Group({ label, hint, error, optional = false, children }: FieldProps & { children: ReactNode }) {
  const ids = useDescription();
  const describedBy = cx(hint ? ids.hint : undefined, error ? ids.error : undefined) || undefined;
  return (
    <fieldset className={styles.field} aria-describedby={describedBy}>
      <legend className={styles.label}>
        {label} {optional === true && <Optional />}
      </legend>
      {hint && (
        <p className={styles.hint} id={ids.hint}>
          {hint}
        </p>
      )}
      <div className={styles.options}>{children}</div>
      {error && <FieldMessage id={ids.error} text={error} />}
    </fieldset>
  );
}

function OptionRow<T extends string>({ option, children }: { option: Option<T>; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className={styles.option}>
      {children}
      <span>{option.label}</span>
      {option.hint && <span className={styles.hint}>{option.hint}</span>}
    </label>
  );
}
