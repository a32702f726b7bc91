import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";
import styles from "./Field.module.css";
import { Icon } from "./Icon";

/** What every field has. `name` is the API's field name, so that its errors find the way here. */
export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in words that say how to put it right. */
  error?: string | undefined;
  /**
   * Everything is required unless this says otherwise; optional fields are the ones marked. Where nothing is required,
   * as in what narrows a list, "unmarked" spares the reader the mark.
   */
  optional?: boolean | "unmarked";
};

type FrameProps = FieldProps & {
  /** Length now and at most, in characters as the server counts them. */
  count?: { now: number; max: number } | undefined;
  children: (control: ControlProps) => ReactNode;
};

/** What ties a control to its label, hint and error. */
export type ControlProps = {
  id: string;
  name: string;
  required: boolean;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
};

/** The id of a named field's control, for the error summary to lead to. */
export const fieldId = (name: string) => `field-${name.replaceAll(/[^\w-]/g, "-")}`;

/** Label, hint, control, error and counter of one field. */
export function FieldFrame({ name, label, hint, error, optional = false, count, children }: FrameProps) {
  const ids = useDescription();
  const describedBy = cx(hint ? ids.hint : undefined, error ? ids.error : undefined) || undefined;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={fieldId(name)}>
        {label} {optional === true && <Optional />}
      </label>
      {hint && (
        <p className={styles.hint} id={ids.hint}>
          {hint}
        </p>
      )}
      {children({
        id: fieldId(name),
        name,
        required: !optional,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": describedBy,
      })}
      {(error || count) && (
        <div className={styles.foot}>
          {error && <FieldMessage id={ids.error} text={error} />}
          {count && <Counter {...count} />}
        </div>
      )}
    </div>
  );
}

/** The sentence under a field that needs to be put right. */
export function FieldMessage({ id, text }: { id: string; text: string }) {
  return (
    <p className={styles.error} id={id}>
      <Icon name="alert" />
      <span>{text}</span>
    </p>
  );
}

export function Optional() {
  return (
    <span className={styles.optional}>
      <Trans>(frivilligt)</Trans>
    </span>
  );
}

/** Ids for a hint and an error, unique in the page. */
export function useDescription() {
  const id = useId();
  return { hint: `${id}-hint`, error: `${id}-error` };
}

// Shown from four fifths of the way: a number that matters, not one that nags.
function Counter({ now, max }: { now: number; max: number }) {
  const { t } = useLingui();
  if (now < max * 0.8) return null;
  const left = max - now;
  const text = left >= 0 ? t`${left} tecken kvar` : t`${-left} tecken för mycket`;
  return <p className={cx(styles.counter, left < 0 && styles.over)}>{text}</p>;
}
