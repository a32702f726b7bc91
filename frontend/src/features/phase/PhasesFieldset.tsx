import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { announce } from "@/lib/announce";
import type { ApiError } from "@/lib/errors";
import { Button } from "@/ui/Button";
import { Checkbox, RadioGroup } from "@/ui/Choice";
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
        <RadioGroup
          name="template"
          label={t`Börja från en mall`}
          optional
          value=""
          onChange={(key) => {
            const chosen = data.templates.find((one) => one.key === key);
            if (chosen) onChange(fromTemplate(chosen, tomorrow(Date.now())));
          }}
          options={data.templates.map(({ key }) => ({ value: key, ...templateWords(key) }))}
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
