import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { type FieldProps, Optional } from "@/ui/Field";
import { kindLabel } from "@/ui/labels";
import { TextField } from "@/ui/TextField";
import styles from "./Leading.module.css";
import { candidatesQuery, MIN_NAME } from "./queries";

type Person = Schema["ParticipantRef"];
type Props = FieldProps & {
  /** Whose id is chosen. */
  value: string | undefined;
  /** The name of somebody who was chosen elsewhere. */
  nameOf?: (id: string) => string | undefined;
  onChange: (id: string | undefined) => void;
  /** Left out of what is found. */
  without?: string[];
};

/** Somebody with an account, found by the beginning of a name. */
export function PersonField({ value, nameOf, onChange, ...field }: Props) {
  const { t } = useLingui();
  const [found, setFound] = useState<Person>();
  const name = found?.id === value ? found?.displayName : value && nameOf?.(value);
  const choose = (person: Person) => {
    setFound(person);
    onChange(person.id);
  };
  if (!value) return <Search {...field} onChoose={choose} />;
  return (
    <Chosen
      {...field}
      name={name ?? t`Någon vars namn inte visas`}
      fresh={found?.id === value}
      onClear={() => onChange(undefined)}
    />
  );
}

type ChosenProps = Pick<FieldProps, "label" | "optional"> & {
  name: string;
  /** Whether it was chosen here just now. */
  fresh: boolean;
  onClear: () => void;
};

/** Who was chosen. The button takes the focus that the press on a name had. */
function Chosen({ label, optional, name, fresh, onClear }: ChosenProps) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fresh) box.current?.focus();
  }, [fresh]);
  return (
    <div ref={box} tabIndex={-1} className={styles.chosen}>
      <p className={styles.label}>
        {label} {optional === true && <Optional />}
      </p>
      <p>
        <bdi>{name}</bdi>
      </p>
      <Button variant="plain" aria-label={t`Välj någon annan än ${name}`} onClick={onClear}>
        <Trans>Välj någon annan</Trans>
      </Button>
    </div>
  );
}

/** Looks when asked to, by Enter or the button. */
function Search({
  onChoose,
  without = [],
  ...field
}: FieldProps & { without?: string[]; onChoose: (person: Person) => void }) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const look = () => setAsked(text.trim());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // It looks for a person, and does not send the form around it.
    look();
  };
  return (
    <div className={styles.search}>
      <div className={styles.line}>
        <TextField
          {...field}
          value={text}
          onChange={setText}
          onKeyDown={onKeyDown}
          autoComplete="off"
          maxLength={80}
        />
        <Button onClick={look}>
          <Trans>Sök</Trans>
        </Button>
      </div>
      {asked && <Found name={asked} without={without} onChoose={onChoose} />}
    </div>
  );
}

type FoundProps = { name: string; without: string[]; onChoose: (person: Person) => void };

function Found({ name, without, onChoose }: FoundProps) {
  const query = useQuery(candidatesQuery(name));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const found = query.data?.participants.filter(({ id }) => !without.includes(id));
  const more = Boolean(query.data?._meta.nextCursor);
  return (
    <>
      <p role="status" className={styles.soft}>
        {name.length < MIN_NAME ? (
          <Trans>Skriv minst två bokstäver.</Trans>
        ) : (
          found && <Count count={found.length} more={more} />
        )}
      </p>
      {found && found.length > 0 && (
        <ul className={styles.found}>
          {found.map((person) => (
            <li key={person.id}>
              <Button variant="plain" onClick={() => onChoose(person)}>
                <bdi>{person.displayName}</bdi>, {kindLabel(person.kind)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Count({ count, more }: { count: number; more: boolean }) {
  if (count === 0) return <Trans>Ingen att välja heter så.</Trans>;
  if (more) return <Trans>Många heter så. Skriv mer av namnet, eller välj här.</Trans>;
  return <Plural value={count} one="En person att välja." other="# personer att välja mellan." />;
}
