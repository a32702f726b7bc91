import { FieldFrame, type FieldProps } from "./Field";
import styles from "./Field.module.css";

type Props = FieldProps & {
  /** A day, as 2026-12-31; empty when none is chosen. */
  value: string;
  onChange: (day: string) => void;
  /** The first and the last day that can be chosen. */
  min?: string | undefined;
  max?: string | undefined;
};

/** A day, in the browser's own picker. */
export function DateField({ value, onChange, min, max, ...frame }: Props) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <input
          {...control}
          type="date"
          className={styles.control}
          value={value}
          min={min}
          max={max}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}
