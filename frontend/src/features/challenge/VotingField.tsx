import { Trans, useLingui } from "@lingui/react/macro";
import type { FieldsetProps } from "@/features/editing/fieldset";
import type { Schema } from "@/lib/api";
import { type Option, RadioGroup } from "@/ui/Choice";
import { fieldError } from "@/ui/FormErrors";
import { Notice } from "@/ui/Notice";
import type { ChallengeFields } from "./challenge-fields";
import { useChallengeLabels } from "./use-challenge-labels";

type Voting = Schema["Voting"];

/** How people vote, each way explained. Once ideas have come it stands, and only says which it is. */
export function VotingField({
  fields,
  set,
  error,
  fixed,
}: FieldsetProps<ChallengeFields> & { fixed: boolean }) {
  const { t } = useLingui();
  const labels = useChallengeLabels();
  const options: Option<Voting>[] = [
    {
      value: "support",
      label: t`Stöd`,
      hint: t`Var och en kan ge en idé sitt stöd. Passar när ni söker förslag att gå vidare med.`,
    },
    {
      value: "opinion",
      label: t`Åsikt`,
      hint: t`Var och en håller med, håller inte med eller avstår. Passar när ni vill se var folk står.`,
    },
  ];
  if (fixed) {
    return (
      <Notice title={options.find(({ value }) => value === fields.voting)?.label}>
        <p>
          <Trans>Sättet att rösta ligger fast, eftersom det har kommit idéer.</Trans>
        </p>
      </Notice>
    );
  }
  return (
    <RadioGroup
      name="voting"
      label={labels.voting}
      hint={t`Kan inte ändras när den första idén har kommit.`}
      options={options}
      value={fields.voting as Voting}
      onChange={(voting) => set({ voting })}
      error={fieldError(error, "voting")}
    />
  );
}
