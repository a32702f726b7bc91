import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import styles from "./Browse.module.css";
import { Icon } from "./Icon";

type Props = {
  /** What is searched, for those who hear it: "Sök bland idéer". */
  label: string;
  /** The search in force. */
  value: string;
  onSearch: (query: string) => void;
};

/** A search that is sent with Enter or the button; never while typing, so that nothing moves unasked. */
export function SearchField({ label, value, onSearch }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState(value);
  const [shownFor, setShownFor] = useState(value);
  if (shownFor !== value) {
    setShownFor(value);
    setText(value);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <search>
      <form className={styles.search} onSubmit={submit}>
        <input
          type="search"
          name="q"
          aria-label={label}
          placeholder={label}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" aria-label={t`Sök`}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}
