import type { InputHTMLAttributes } from "react";
import { cx } from "./cx";
import { FieldFrame, type FieldProps } from "./Field";
import styles from "./Field.module.css";

type Native = Omit<
  InputHTMLAttributes<HTMLInputElement>,
  "name" | "value" | "onChange" | "required" | "type"
>;

type Props = FieldProps &
  Native & {
    value: string;
    onChange: (value: string) => void;
    type?: "text" | "email" | "url" | "number" | "tel";
    /** Characters allowed; counted down near the end and never cut off while typing. */
    max?: number;
  };

/** One line of text. */
export function TextField({
  name,
  label,
  hint,
  error,
  optional = false,
  value,
  onChange,
  max,
  ...rest
}: Props) {
  const frame = { name, label, hint, error, optional };
  return (
    <FieldFrame {...frame} count={max ? { now: [...value].length, max } : undefined}>
      {(control) => (
        <input
          type="text"
          {...rest}
          {...control}
          className={cx(styles.control, rest.className)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}
