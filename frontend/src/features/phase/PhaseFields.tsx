import { Trans, useLingui } from "@lingui/react/macro";
import editing from "@/features/editing/Editing.module.css";
import type { Schema } from "@/lib/api";
import { fieldErrorText } from "@/lib/error-text";
import type { ApiError } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { lastMoment } from "@/lib/last-moment";
import { Button } from "@/ui/Button";
import { CheckboxGroup } from "@/ui/Choice";
import { DateTimeField } from "@/ui/DateTimeField";
import { phaseLabel } from "@/ui/labels";
import { SelectField } from "@/ui/SelectField";
import { TextArea } from "@/ui/TextArea";
import styles from "./PhasesFieldset.module.css";
import { progress, type Row } from "./phase-rows";
import { actLabel, acts, periodWords } from "./phase-words";

type Kinds = Schema["ChallengeTemplates"]["kinds"];
type Props = {
  row: Row;
  /** Its place among those that are sent, by which the server names faults. */
  index: number;
  kinds: Kinds;
  error: ApiError | null | undefined;
  onChange: (change: Partial<Row>) => void;
  onEnd: (endsAt: string) => void;
  onRemove: () => void;
};

/** One phase, folded together to its name and days. What has begun keeps what has happened. */
export function PhaseFields({ row, index, kinds, error, onChange, onEnd, onRemove }: Props) {
  const { t } = useLingui();
  const phase = phaseLabel(row.kind);
  const begun = progress(row, Date.now());
  const lastDay = row.endsAt && formatDate(lastMoment(row.endsAt), "date");
  const endHint = lastDay
    ? t`Till och med ${lastDay}. Den sista fasen kan lämnas utan slut.`
    : t`Den sista fasen kan lämnas utan slut.`;
  const fault = (name: string) => {
    const found = error?.errors.find(({ field }) => field === `phases/${index}/${name}`);
    return found && fieldErrorText(found);
  };
  const faulty = error?.errors.some(({ field }) => field.startsWith(`phases/${index}/`));
  const name = (field: string) => `phases.${row.key}.${field}`;
  return (
    <li>
      <details className={styles.phase} open={faulty || row.unfolded || undefined}>
        <summary>
          <span className={styles.kind}>{phase}</span>{" "}
          <span className={styles.period}>{row.startsAt ? periodWords(row) : t`utan datum`}</span>
        </summary>
        <div className={editing.fields}>
          {begun === "over" && (
            <p>
              <Trans>Fasen är slut. Det som har varit ändras inte, bara beskrivningen.</Trans>
            </p>
          )}
          {begun === "coming" && (
            <Beginning row={row} kinds={kinds} onChange={onChange} fault={fault("startsAt")} />
          )}
          {begun !== "over" && (
            <>
              <DateTimeField
                key={`until${row.moved}`}
                name={name("endsAt")}
                label={t`Slutar`}
                hint={endHint}
                optional
                value={row.endsAt}
                onChange={onEnd}
                error={fault("endsAt")}
              />
              <CheckboxGroup
                name={name("open")}
                label={t`Vad man kan göra`}
                optional
                values={row.open}
                onChange={(open) => onChange({ open })}
                options={acts.map((act) => ({ value: act, label: actLabel(act) }))}
              />
            </>
          )}
          <TextArea
            name={name("description")}
            label={t`Vad som händer`}
            optional
            rows={2}
            max={300}
            value={row.description}
            onChange={(description) => onChange({ description })}
          />
          {begun === "coming" && (
            <div className={editing.buttons}>
              <Button variant="plain" aria-label={t`Ta bort fasen: ${phase}`} onClick={onRemove}>
                <Trans>Ta bort fasen</Trans>
              </Button>
            </div>
          )}
        </div>
      </details>
    </li>
  );
}

type BeginningProps = Pick<Props, "row" | "kinds" | "onChange"> & { fault: string | undefined };

/** What can be chosen until a phase begins. */
function Beginning({ row, kinds, onChange, fault }: BeginningProps) {
  const { t } = useLingui();
  return (
    <>
      <SelectField
        name={`phases.${row.key}.kind`}
        label={t`Vad fasen är till för`}
        value={row.kind}
        onChange={(kind) => onChange(kindChange(kind as Row["kind"], kinds))}
      >
        {kinds.map(({ kind }) => (
          <option key={kind} value={kind}>
            {phaseLabel(kind)}
          </option>
        ))}
      </SelectField>
      <DateTimeField
        key={`from${row.moved}`}
        name={`phases.${row.key}.startsAt`}
        label={t`Börjar`}
        value={row.startsAt}
        onChange={(startsAt) => onChange({ startsAt })}
        error={fault}
      />
    </>
  );
}

/** Another kind is open for what it usually is. */
const kindChange = (kind: Row["kind"], kinds: Kinds): Partial<Row> => ({
  kind,
  open: kinds.find((one) => one.kind === kind)?.open ?? [],
});
