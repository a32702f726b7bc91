import { Plural, Trans } from "@lingui/react/macro";
import { type MouseEvent, useEffect, useId, useRef } from "react";
import { errorText, fieldErrorText } from "@/lib/error-text";
import { type ApiError, type FieldError, GIVEN_UP } from "@/lib/errors";
import { fieldId } from "./Field";
import styles from "./FormErrors.module.css";

/** The sentence for one field out of a failed call; undefined when that field is fine. */
export function fieldError(error: ApiError | null | undefined, name: string): string | undefined {
  const found = error?.errors.find((e) => baseName(e) === name);
  return found && fieldErrorText(found);
}

type Props = {
  error: ApiError | null | undefined;
  /** The fields' names as people see them, by the API's names. */
  labels?: Record<string, string>;
};

/**
 * What stopped a form from being sent, above the form. Takes the focus each
 * time an error arrives, so that nobody waits for something that did not
 * happen; each line leads to its field.
 */
export function FormErrors({ error, labels = {} }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<ApiError | null>(undefined);
  useEffect(() => {
    // What remains when something else was put right is no news.
    const known = error?.errors.length && error.errors.every((e) => before.current?.errors.includes(e));
    before.current = error;
    if (error && !known) box.current?.focus();
  }, [error]);
  if (!error || error.code === GIVEN_UP) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields.
    <div ref={box} className={styles.summary} tabIndex={-1} role="group" aria-labelledby={id}>
      <h2 id={id}>{error.errors.length > 0 ? <Count errors={error.errors} /> : errorText(error)}</h2>
      {error.errors.length > 0 && (
        <ul>
          {error.errors.map((e) => (
            <li key={e.field + e.code}>
              <a href={`#${fieldId(e.field)}`} onClick={(event) => focusField(event, e)}>
                {label(labels, e) ? `${label(labels, e)}: ` : ""}
                {fieldErrorText(e)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {error.status >= 500 && error.requestId && (
        <p className={styles.request}>
          <Trans>Hör du av dig till oss: ange {error.requestId}</Trans>
        </p>
      )}
    </div>
  );
}

const Count = ({ errors }: { errors: FieldError[] }) => (
  <Plural value={errors.length} one="En sak behöver rättas till" other="# saker behöver rättas till" />
);

/** "challengeIds/2" is about the field "challengeIds". */
const baseName = (error: FieldError) => error.field.split(/[./[]/)[0] ?? error.field;

/** By the field's whole name, or else by that of the list that it stands in. */
const label = (labels: Record<string, string>, error: FieldError) =>
  labels[error.field] ?? labels[baseName(error)];

// The router must not take the fragment for a page; and a field may be inside a group.
function focusField(event: MouseEvent, error: FieldError) {
  event.preventDefault();
  const exact = document.getElementById(fieldId(error.field));
  (exact ?? document.getElementById(fieldId(baseName(error))))?.focus();
}
