import { useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useRef, useState } from "react";
import styles from "./Browse.module.css";
import { Icon } from "./Icon";

type Props = {
  /** What is searched, for those who hear it: "Sök bland idéer". */
  label: string;
  /** The search in force. */
  value: string;
  onSearch: (query: string) => void;
  /** Takes what is typed so far when typing pauses; without it nothing is searched, or moves, unasked. */
  onPause?: (query: string) => void;
};

/** Typing pauses this long, in milliseconds. */
const PAUSE = 400;

/** A search that is sent with Enter or the button. */
export function SearchField({ label, value, onSearch, onPause }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState(value);
  const [shownFor, setShownFor] = useState(value);
  const [paused, setPaused] = useState(value);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (shownFor !== value) {
    setShownFor(value);
    if (value !== paused) setText(value); // else it is of here, and typing goes on
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    clearTimeout(timer.current);
    onSearch(text.trim());
  };
  const type = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    if (!onPause) return;
    timer.current = window.setTimeout(() => {
      setPaused(typed.trim());
      onPause(typed.trim());
    }, PAUSE);
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
          onChange={(event) => type(event.target.value)}
        />
        <button type="submit" aria-label={t`Sök`}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}
