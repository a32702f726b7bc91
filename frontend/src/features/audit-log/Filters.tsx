import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import editing from "@/features/editing/Editing.module.css";
import { PersonField } from "@/features/leading/PersonField";
import { Button, LinkButton } from "@/ui/Button";
import { DateField } from "@/ui/DateField";
import { SelectField } from "@/ui/SelectField";
import styles from "./AuditLog.module.css";
import { type AuditSearch, parseAuditSearch } from "./search";
import { useNames } from "./use-names";
import { actionGroups } from "./words";

/** Narrows the log: nothing moves until it is asked for, and then the focus stays where it was. */
export function Filters({ search }: { search: AuditSearch }) {
  const navigate = useNavigate();
  const { wanted, set, round } = useWanted(search);
  const button = useRef<HTMLButtonElement>(null);
  const show = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: "/admin/audit-log", search: wanted, resetScroll: false });
  };
  return (
    <form className={styles.filters} noValidate onSubmit={show}>
      <Fields key={round} search={search} wanted={wanted} set={set} />
      <div className={editing.buttons}>
        <Button ref={button} type="submit" variant="primary">
          <Trans>Visa urvalet</Trans>
        </Button>
        {Object.keys(search).length > 0 && (
          // The link goes with what it clears, so the focus goes to its neighbour.
          <LinkButton
            to="/admin/audit-log"
            search={{}}
            resetScroll={false}
            onClick={() => button.current?.focus()}
          >
            <Trans>Visa hela loggen</Trans>
          </LinkButton>
        )}
      </div>
    </form>
  );
}

type Wanted = {
  wanted: AuditSearch;
  set: (key: keyof AuditSearch, value: string | undefined) => void;
};

/** What is chosen; begun afresh, as another `round`, when the address says something else than was last chosen. */
function useWanted(search: AuditSearch): Wanted & { round: number } {
  const address = JSON.stringify(search);
  const [state, setState] = useState({ address, wanted: search, round: 0 });
  if (state.address !== address) {
    const same = JSON.stringify(parseAuditSearch(state.wanted)) === address;
    setState({ address, wanted: search, round: state.round + (same ? 0 : 1) });
  }
  const set: Wanted["set"] = (key, value) => {
    const { [key]: _, ...rest } = state.wanted;
    setState({ ...state, wanted: value ? { ...rest, [key]: value } : rest });
  };
  return { wanted: state.wanted, set, round: state.round };
}

function Fields({ search, wanted, set }: Wanted & { search: AuditSearch }) {
  const { t } = useLingui();
  const nameOf = useNames(search);
  return (
    <>
      <ActionField value={wanted.action ?? ""} onChange={(action) => set("action", action)} />
      <div className={editing.pair}>
        <DateField
          name="from"
          label={t`Från och med`}
          optional="unmarked"
          value={wanted.from ?? ""}
          onChange={(day) => set("from", day)}
        />
        <DateField
          name="to"
          label={t`Till och med`}
          optional="unmarked"
          value={wanted.to ?? ""}
          onChange={(day) => set("to", day)}
        />
      </div>
      <div className={styles.people}>
        <PersonField
          name="actor"
          label={t`Gjort av`}
          optional="unmarked"
          value={wanted.actorId}
          nameOf={nameOf}
          onChange={(id) => set("actorId", id)}
        />
        <PersonField
          name="subject"
          label={t`Gjort med`}
          optional="unmarked"
          value={wanted.subjectId}
          nameOf={nameOf}
          onChange={(id) => set("subjectId", id)}
        />
      </div>
    </>
  );
}

function ActionField({ value, onChange }: { value: string; onChange: (action: string) => void }) {
  const { t } = useLingui();
  const groups = actionGroups();
  const known = groups.some(({ actions }) => actions.some(({ action }) => action === value));
  return (
    <SelectField
      name="action"
      label={t`Vad som gjordes`}
      optional="unmarked"
      value={value}
      onChange={onChange}
    >
      <option value="">{t`Vad som helst`}</option>
      {value && !known && <option value={value}>{value}</option>}
      {groups.map(({ about, actions }) => (
        <optgroup key={about} label={about}>
          {actions.map(({ action, label }) => (
            <option key={action} value={action}>
              {label}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  );
}
