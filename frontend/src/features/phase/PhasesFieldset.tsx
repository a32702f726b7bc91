import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { announce } from "@/lib/announce";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Choice";
import { ErrorState } from "@/ui/ErrorState";
import { phaseLabel } from "@/ui/labels";
import { Skeleton } from "@/ui/Skeleton";
import { PhaseFields } from "./PhaseFields";
import styles from "./PhasesFieldset.module.css";
import { addRow, fromTemplate, inOrder, MAX_PHASES, moveEnd, type Row, tomorrow } from "./phase-rows";
import { templateWords } from "./phase-words";
import { templatesQuery } from "./queries";

type Props = {
  rows: Row[];
  onChange: (rows: Row[]) => void;
  error: ApiError | null | undefined;
};

/** The phases of a challenge in a form: from a template or one by one, each folded together until it is needed. */
export function PhasesFieldset({ rows, onChange, error }: Props) {
  const { t } = useLingui();
  const query = useQuery(templatesQuery);
  const { data } = query;
  const [push, setPush] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const kinds = data?.kinds ?? [];
  const order = inOrder(rows);
  const change = (key: string, part: Partial<Row>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const remove = (row: Row) => {
    const name = phaseLabel(row.kind);
    onChange(rows.filter(({ key }) => key !== row.key));
    announce(t`Fasen ${name} är borttagen.`);
    box.current?.focus();
  };
  return (
    <div ref={box} tabIndex={-1} className={styles.controls}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={2} />}
      {rows.length === 0 && data && (
        <Templates
          templates={data.templates}
          onChoose={(chosen) => {
            onChange(fromTemplate(chosen, tomorrow(Date.now())));
            announce(t`Mallens faser är inlagda.`);
            box.current?.focus();
          }}
        />
      )}
      {rows.length > 0 && (
        <ol className={styles.phases}>
          {rows.map((row) => (
            <PhaseFields
              key={row.key}
              row={row}
              index={order.indexOf(row)}
              kinds={kinds}
              error={error}
              onChange={(part) => change(row.key, part)}
              onEnd={(endsAt) => onChange(moveEnd(rows, row.key, endsAt, push))}
              onRemove={() => remove(row)}
            />
          ))}
        </ol>
      )}
      {rows.length > 1 && (
        <Checkbox
          name="push"
          label={t`Flytta faserna efter lika mycket när en fas får ett nytt slut`}
          checked={push}
          onChange={setPush}
        />
      )}
      {rows.length < MAX_PHASES && kinds.length > 0 && (
        <Button onClick={() => onChange(addRow(rows, kinds, tomorrow(Date.now())))}>
          <Trans>Lägg till en fas</Trans>
        </Button>
      )}
    </div>
  );
}

type TemplatesProps = {
  templates: Schema["ChallengeTemplate"][];
  onChoose: (template: Schema["ChallengeTemplate"]) => void;
};

/** A button a template, as it lays out all phases at once: of radios, the arrow keys would take the next one in passing. */
function Templates({ templates, onChoose }: TemplatesProps) {
  const id = useId();
  return (
    <fieldset className={styles.templates}>
      <legend>
        <Trans>Börja från en mall</Trans>
      </legend>
      <ul>
        {templates.map((template) => {
          const { label, hint } = templateWords(template.key);
          const about = `${id}-${template.key}`;
          return (
            <li key={template.key}>
              <Button aria-describedby={about} onClick={() => onChoose(template)}>
                {label}
              </Button>
              <span id={about}>{hint}</span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
