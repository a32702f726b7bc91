import { Trans, useLingui } from "@lingui/react/macro";
import { type ComponentProps, type KeyboardEvent, useEffect, useId, useState } from "react";
import { announce } from "@/lib/announce";
import type { Schema } from "@/lib/api";
import { cx } from "@/ui/cx";
import { fieldId } from "@/ui/Field";
import { kindLabel } from "@/ui/labels";
import { TextArea } from "@/ui/TextArea";
import styles from "./Comment.module.css";
import { beingWritten, completed, mayBeName, type Person } from "./mention";
import { useMentionCandidates } from "./queries";
import type { Subject } from "./subject";

type Props = Omit<ComponentProps<typeof TextArea>, "onKeyDown" | "onSelect"> & {
  subject: Pick<Subject, "kind" | "id">;
  onMention: (person: Person) => void;
};

/** A text in which an @ suggests people to mention. The suggestions stand below it, and the focus stays in the text. */
export function MentionArea({ subject, onMention, ...area }: Props) {
  const list = useId();
  const { people, nobody, active, setActive, pick, close, follow } = useSuggestions({
    subject,
    onMention,
    ...area,
  });
  const open = people.length > 0;
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = people[active];
    if (!(open || nobody) || event.nativeEvent.isComposing) return;
    if (step && open) setActive((active + step + people.length) % people.length);
    else if (event.key === "Enter" && chosen) pick(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.mentioning}>
      <TextArea
        {...area}
        aria-autocomplete="list"
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${active}` : undefined}
        onKeyDown={keys}
        onSelect={follow}
        onBlur={close}
      />
      {open && <Suggestions id={list} people={people} active={active} pick={pick} />}
      {nobody && (
        <p className={cx(styles.suggestions, styles.nobody)}>
          <Trans>Ingen som går att nämna heter så</Trans>
        </p>
      )}
    </div>
  );
}

type ListProps = {
  id: string;
  people: Schema["ParticipantRef"][];
  active: number;
  pick: (person: Person) => void;
};

function Suggestions({ id, people, active, pick }: ListProps) {
  const { t } = useLingui();
  return (
    <div role="listbox" id={id} aria-label={t`Personer att nämna`} className={styles.suggestions}>
      {people.map((person, n) => (
        <div
          key={person.id}
          role="option"
          id={`${id}-${n}`}
          tabIndex={-1}
          aria-selected={n === active}
          // The text keeps the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            pick(person);
          }}
        >
          <bdi>{person.displayName}</bdi>, {kindLabel(person.kind)}
        </div>
      ))}
    </div>
  );
}

const NOBODY: Schema["ParticipantRef"][] = [];

function useSuggestions({ subject, onMention, name, value, onChange }: Props) {
  const { t } = useLingui();
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(0);
  const written = caret === undefined ? undefined : beingWritten(value, caret);
  const candidates = useMentionCandidates(subject, written);
  const people = candidates ?? NOBODY;
  const found = people.length;
  const nobody = useNobody(written, candidates?.length === 0);
  useEffect(() => {
    setActive(0);
    if (found > 0) announce(t`${found} förslag. Välj med pilarna och Retur.`);
    if (nobody) announce(t`Ingen som går att nämna heter så`);
  }, [found, nobody, t]);
  const pick = (person: Person) => {
    if (caret === undefined || written === undefined) return;
    const done = completed(value, caret, written, person);
    onChange(done.text);
    onMention(person);
    setCaret(undefined);
    const area = document.getElementById(fieldId(name));
    if (area instanceof HTMLTextAreaElement)
      requestAnimationFrame(() => area.setSelectionRange(done.caret, done.caret));
  };
  const follow = ({
    currentTarget: { selectionStart, selectionEnd },
  }: {
    currentTarget: HTMLTextAreaElement;
  }) => setCaret(selectionStart === selectionEnd ? selectionStart : undefined);
  return { people, nobody, active, setActive, pick, follow, close: () => setCaret(undefined) };
}

/** Whether no name begins as written: known for good of the letters that found nobody and whatever follows on them. */
function useNobody(written: string | undefined, foundNone: boolean) {
  const [none, setNone] = useState<string>();
  useEffect(() => {
    if (foundNone) setNone(written);
  }, [foundNone, written]);
  return none !== undefined && mayBeName(written) && written?.startsWith(none) === true;
}
