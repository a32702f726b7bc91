import type { ReactNode } from "react";
import { cx } from "./cx";
import { FieldFrame, type FieldProps } from "./Field";
import styles from "./Field.module.css";
import { Icon } from "./Icon";

type Props = FieldProps & {
  value: string;
  onChange: (value: string) => void;
  /** `<option>` elements. */
  children: ReactNode;
};

/** One of many, as a native select. With five choices or fewer, prefer RadioGroup. */
export function SelectField({ value, onChange, children, ...frame }: Props) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <span className={styles.selectFrame}>
          <select
            {...control}
            className={cx(styles.control, styles.select)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          >
            {children}
          </select>
          <Icon name="chevron" />
        </span>
      )}
    </FieldFrame>
  );
}
