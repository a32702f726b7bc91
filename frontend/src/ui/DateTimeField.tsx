import { fromLocalInput, toLocalInput } from "@/lib/local-time";
import { FieldFrame, type FieldProps } from "./Field";
import styles from "./Field.module.css";

type Props = FieldProps & {
  /** RFC 3339 in UTC, as the API has it; empty when not chosen. */
  value: string;
  onChange: (value: string) => void;
};

/** A day and a time by the municipality's clock, in the browser's own picker. */
export function DateTimeField({ value, onChange, ...frame }: Props) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          className={styles.control}
          defaultValue={toLocalInput(value || undefined)}
          onChange={(event) => onChange(fromLocalInput(event.target.value) ?? "")}
        />
      )}
    </FieldFrame>
  );
}
