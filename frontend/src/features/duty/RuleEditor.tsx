import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { ConfirmButton } from "@/features/editing/ConfirmButton";
import editing from "@/features/editing/Editing.module.css";
import { useMunicipality } from "@/features/municipality/use-municipality";
import type { Schema, Tagged } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import { Button } from "@/ui/Button";
import { RadioGroup } from "@/ui/Choice";
import { FormErrors, fieldError } from "@/ui/FormErrors";
import { TextField } from "@/ui/TextField";
import { useToast } from "@/ui/Toast";
import { type Amount, fieldsOf, type RuleFields, thresholdOf, toRule } from "./rule-fields";
import { useAnswerRule } from "./use-answer-rule";

type Base = Tagged<Schema["Challenge"]>;
type Props = {
  base: Base;
  /** Whether the form above holds something that is not saved. */
  unsaved: boolean;
  onSaved: (saved: Base) => void;
};

/** Where leaders promise answers, or take the promise back. */
export function RuleEditor({ base, unsaved, onSaved }: Props) {
  const { t } = useLingui();
  const [fields, setFields] = useState(() => fieldsOf(base.value.answerRule));
  const rule = useAnswerRule(base.value.id);
  const toast = useToast();
  const error = rule.error;
  const set = (some: Partial<RuleFields>) => setFields((all) => ({ ...all, ...some }));
  const done = (text: string) => (saved: Base) => {
    setFields(fieldsOf(saved.value.answerRule));
    onSaved(saved);
    toast({ text });
  };
  const save = (wanted: Schema["AnswerRuleEdit"] | undefined, text: string) => {
    if (!rule.isPending) rule.mutate({ etag: base.etag, rule: wanted }, { onSuccess: done(text) });
  };
  const labels = useLabels();
  if (base.value.state === "archived") return null;
  return (
    <div className={editing.form}>
      <FormErrors error={error} labels={labels} />
      <div className={editing.fields}>
        <AmountFields fields={fields} set={set} error={error} labels={labels} />
        <DaysFields fields={fields} set={set} error={error} labels={labels} />
        <StartField fields={fields} set={set} error={error} />
        <CoolDownField fields={fields} set={set} error={error} label={labels.coolDownMonths} />
        {unsaved && (
          <p>
            <Trans>Spara ändringarna ovan först.</Trans>
          </p>
        )}
        <div className={editing.buttons}>
          <Button
            variant="primary"
            busy={rule.isPending}
            disabled={unsaved}
            onClick={() => save(toRule(fields), t`Löftet är sparat.`)}
          >
            {base.value.answerRule ? <Trans>Spara löftet</Trans> : <Trans>Lova svar</Trans>}
          </Button>
          {base.value.answerRule && (
            <ConfirmButton
              label={t`Ta tillbaka löftet`}
              title={t`Ta tillbaka löftet?`}
              busy={rule.isPending}
              disabled={unsaved}
              onConfirm={() => save(undefined, t`Löftet är tillbakataget.`)}
            >
              <p>
                <Trans>Idéer som redan har fått rösterna har fortfarande rätt till sitt svar.</Trans>
              </p>
            </ConfirmButton>
          )}
        </div>
      </div>
    </div>
  );
}

function useLabels() {
  const { t } = useLingui();
  return {
    threshold: t`Antal röster`,
    perMille: t`Promille av invånarna`,
    windowDays: t`Dagar att samla röster`,
    answerDays: t`Dagar till beslutet`,
    coolDownMonths: t`Månader utan nytt beslut om upprepningar`,
  };
}

type Labels = ReturnType<typeof useLabels>;

type FieldProps = {
  fields: RuleFields;
  set: (some: Partial<RuleFields>) => void;
  error: Parameters<typeof fieldError>[0];
};

function AmountFields({ fields, set, error, labels }: FieldProps & { labels: Record<Amount, string> }) {
  const { t } = useLingui();
  const population = useMunicipality()?.population;
  const threshold = formatNumber(thresholdOf(fields, population) ?? 0);
  const of = formatNumber(population ?? 0);
  const perMille = fields.amount === "perMille";
  return (
    <>
      {population && (
        <RadioGroup<Amount>
          name="amount"
          label={t`Hur många röster som behövs`}
          options={[
            { value: "threshold", label: t`Ett antal` },
            { value: "perMille", label: t`En del av invånarna, i promille` },
          ]}
          value={fields.amount}
          onChange={(amount) => set({ amount })}
        />
      )}
      <TextField
        name={fields.amount}
        label={labels[fields.amount]}
        hint={perMille ? t`Av ${of} invånare blir det ${threshold} röster.` : undefined}
        type="number"
        step={perMille ? 0.1 : 1}
        value={fields[fields.amount]}
        onChange={(value) => set({ [fields.amount]: value })}
        error={fieldError(error, fields.amount)}
      />
    </>
  );
}

function DaysFields({ fields, set, error, labels }: FieldProps & { labels: Labels }) {
  const { t } = useLingui();
  return (
    <>
      <TextField
        name="windowDays"
        label={labels.windowDays}
        hint={t`Från det att idén publicerades. Lämna tomt om rösterna räknas så länge det går att rösta.`}
        type="number"
        optional
        value={fields.windowDays}
        onChange={(windowDays) => set({ windowDays })}
        error={fieldError(error, "windowDays")}
      />
      <TextField
        name="answerDays"
        label={labels.answerDays}
        type="number"
        value={fields.answerDays}
        onChange={(answerDays) => set({ answerDays })}
        error={fieldError(error, "answerDays")}
      />
    </>
  );
}

function CoolDownField({ fields, set, error, label }: FieldProps & { label: string }) {
  const { t } = useLingui();
  return (
    <TextField
      name="coolDownMonths"
      label={label}
      hint={t`Så länge efter ett beslut lovas inget nytt till idéer som ni märker som upprepningar av den. Lämna tomt för ingen paus.`}
      type="number"
      optional
      value={fields.coolDownMonths}
      onChange={(coolDownMonths) => set({ coolDownMonths })}
      error={fieldError(error, "coolDownMonths")}
    />
  );
}

function StartField({ fields, set, error }: FieldProps) {
  const { t } = useLingui();
  return (
    <RadioGroup<Schema["AnswerStart"]>
      name="countsFrom"
      label={t`Dagarna räknas från`}
      options={[
        { value: "threshold", label: t`när idén har fått rösterna` },
        { value: "window-end", label: t`när tiden för att samla röster är slut` },
        {
          value: "closing",
          label: t`när utmaningen stänger`,
          hint: t`Som det är planerat när idén har fått rösterna. Med faser: när den sista fasen för idéer eller röster är slut.`,
        },
      ]}
      value={fields.countsFrom}
      onChange={(countsFrom) => set({ countsFrom })}
      error={fieldError(error, "countsFrom")}
    />
  );
}
