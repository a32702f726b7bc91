import { type TextareaHTMLAttributes, useLayoutEffect, useRef } from "react";
import { cx } from "./cx";
import { FieldFrame, type FieldProps } from "./Field";
import styles from "./Field.module.css";

type Native = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name" | "value" | "onChange" | "required">;

type Props = FieldProps &
  Native & {
    value: string;
    onChange: (value: string) => void;
    /** Characters allowed; counted down near the end and never cut off while typing. */
    max?: number;
  };

/** Several lines of text; grows with what is written. */
export function TextArea({
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
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (area.current && value !== undefined) growToFit(area.current);
  }, [value]);
  return (
    <FieldFrame {...frame} count={max ? { now: [...value].length, max } : undefined}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          ref={area}
          className={cx(styles.control, styles.area, rest.className)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

// For browsers that do not yet size fields by their content in CSS.
function growToFit(area: HTMLTextAreaElement) {
  if (globalThis.CSS?.supports?.("field-sizing: content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 4}px`;
}
