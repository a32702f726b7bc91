import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { FieldFrame, type FieldProps } from "./Field";
import styles from "./Field.module.css";

type Props = FieldProps & {
  value: string;
  onChange: (value: string) => void;
  /** `new-password` where one is chosen, so that password managers offer to make it. */
  autoComplete: "current-password" | "new-password";
};

/** A password that can be shown while it is typed, and pasted. */
export function PasswordField({ value, onChange, autoComplete, ...frame }: Props) {
  const { t } = useLingui();
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <span className={styles.withButton}>
          <input
            {...control}
            className={styles.control}
            type={shown ? "text" : "password"}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            className={styles.reveal}
            aria-label={shown ? t`Dölj lösenordet` : t`Visa lösenordet`}
            onClick={() => setShown(!shown)}
          >
            {shown ? t`Dölj` : t`Visa`}
          </button>
        </span>
      )}
    </FieldFrame>
  );
}
