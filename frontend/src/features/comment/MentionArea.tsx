import { useLingui } from "@lingui/react/macro";
import { type ComponentProps, type KeyboardEvent, useEffect, useId, useState } from "react";
import { announce } from "@/lib/announce";
import type { Schema } from "@/lib/api";
import { fieldId } from "@/ui/Field";
import { kindLabel } from "@/ui/labels";
import { TextArea } from "@/ui/TextArea";
import styles from "./Comment.module.css";
import { beingWritten, completed, type Person } from "./mention";
import { useMentionCandidates } from "./queries";
import type { Subject } from "./subject";

type Props = Omit<ComponentProps<typeof TextArea>, "onKeyDown" | "onSelect"> & {
  subject: Pick<Subject, "kind" | "id">;
  onMention: (person: Person) => void;
};

/** A text in which an @ suggests people to mention. The suggestions stand below it, and the focus stays in the text. */
export function MentionArea({ subject, onMention, ...area }: Props) {
  const list = useId();
  const { people, active, setActive, pick, close, follow } = useSuggestions({ subject, onMention, ...area });
  const open = people.length > 0;
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = people[active];
    if (!open || event.nativeEvent.isComposing) return;
    if (step) setActive((active + step + people.length) % people.length);
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

function useSuggestions({ subject, onMention, name, value, onChange }: Props) {
  const { t } = useLingui();
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState(0);
  const written = caret === undefined ? undefined : beingWritten(value, caret);
  const people = useMentionCandidates(subject, written);
  const found = people.length;
  useEffect(() => {
    setActive(0);
    if (found > 0) announce(t`${found} förslag. Välj med pilarna och Retur.`);
  }, [found, t]);
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
  return { people, active, setActive, pick, follow, close: () => setCaret(undefined) };
}
