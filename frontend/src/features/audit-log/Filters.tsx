import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import editing from "@/features/editing/Editing.module.css";
import { PersonField } from "@/features/leading/PersonField";
import { Button, LinkButton } from "@/ui/Button";
import { DateField } from "@/ui/DateField";
import { SelectField } from "@/ui/SelectField";
import styles from "./AuditLog.module.css";
import type { AuditSearch } from "./search";
import { useNames } from "./use-names";
import { actionGroups } from "./words";

/** Narrows the log: nothing moves until it is asked for. */
export function Filters({ search }: { search: AuditSearch }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState(search);
  const nameOf = useNames(search);
  const set = (key: keyof AuditSearch, value: string | undefined) => {
    const { [key]: _, ...rest } = wanted;
    setWanted(value ? { ...rest, [key]: value } : rest);
  };
  const show = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: "/admin/audit-log", search: wanted, resetScroll: false });
  };
  return (
    <form className={styles.filters} noValidate onSubmit={show}>
      <ActionField value={wanted.action ?? ""} onChange={(action) => set("action", action)} />
      <div className={editing.pair}>
        <DateField
          name="from"
          label={t`Från och med`}
          optional
          value={wanted.from ?? ""}
          onChange={(day) => set("from", day)}
        />
        <DateField
          name="to"
          label={t`Till och med`}
          optional
          value={wanted.to ?? ""}
          onChange={(day) => set("to", day)}
        />
      </div>
      <div className={styles.people}>
        <PersonField
          name="actor"
          label={t`Gjort av`}
          optional
          value={wanted.actorId}
          nameOf={nameOf}
          onChange={(id) => set("actorId", id)}
        />
        <PersonField
          name="subject"
          label={t`Gjort med`}
          optional
          value={wanted.subjectId}
          nameOf={nameOf}
          onChange={(id) => set("subjectId", id)}
        />
      </div>
      <div className={editing.buttons}>
        <Button type="submit" variant="primary">
          <Trans>Visa urvalet</Trans>
        </Button>
        {Object.keys(search).length > 0 && (
          <LinkButton to="/admin/audit-log" search={{}}>
            <Trans>Visa hela loggen</Trans>
          </LinkButton>
        )}
      </div>
    </form>
  );
}

function ActionField({ value, onChange }: { value: string; onChange: (action: string) => void }) {
  const { t } = useLingui();
  const groups = actionGroups();
  const known = groups.some(({ actions }) => actions.some(({ action }) => action === value));
  return (
    <SelectField name="action" label={t`Vad som gjordes`} optional value={value} onChange={onChange}>
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
