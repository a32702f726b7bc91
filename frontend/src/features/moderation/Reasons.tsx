import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { fieldError } from "@/ui/FormErrors";
import { SelectField } from "@/ui/SelectField";
import { TextArea } from "@/ui/TextArea";
import { TextField } from "@/ui/TextField";
import { groundLabel, grounds, ruleOf } from "./words";

/** The statement of reasons that whoever is restricted reads. */
export type Why = { ground: Schema["ModerationGround"]; rule: string; facts: string };

/** Reasons to begin with: a ground with its rule, and no facts yet. */
export const reasonsFor = (ground: Why["ground"]): Why => ({ ground, rule: ruleOf(ground), facts: "" });

/** Reasons as they are sent. */
export const written = ({ ground, rule, facts }: Why): Why => ({
  ground,
  rule: rule.trim(),
  facts: facts.trim(),
});

type Props = { why: Why; onChange: (why: Why) => void; error: ApiError | null };

/** What the fields are called, for what is said about them. */
export function useReasonLabels() {
  const { t } = useLingui();
  return { ground: t`Grund`, rule: t`Regel eller lag`, facts: t`Vad som hände` };
}

/** By which rule, and for what, somebody is restricted. */
export function Reasons({ why, onChange, error }: Props) {
  const { t } = useLingui();
  const labels = useReasonLabels();
  return (
    <>
      <SelectField
        name="ground"
        label={labels.ground}
        value={why.ground}
        onChange={(ground) => onChange({ ...reasonsFor(ground as Why["ground"]), facts: why.facts })}
      >
        {grounds.map((ground) => (
          <option key={ground} value={ground}>
            {groundLabel(ground)}
          </option>
        ))}
      </SelectField>
      <TextField
        name="rule"
        label={labels.rule}
        value={why.rule}
        onChange={(rule) => onChange({ ...why, rule })}
        max={200}
        error={fieldError(error, "rule")}
      />
      <TextArea
        name="facts"
        label={labels.facts}
        hint={t`Den som beslutet gäller läser det här, tillsammans med hur man överklagar.`}
        value={why.facts}
        onChange={(facts) => onChange({ ...why, facts })}
        max={2000}
        error={fieldError(error, "facts")}
      />
    </>
  );
}
