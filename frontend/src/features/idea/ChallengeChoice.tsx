import { Trans, useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { CheckboxGroup } from "@/ui/Choice";
import { Notice } from "@/ui/Notice";
import { sameVoting } from "./idea-fields";

type Props = {
  challenges: Schema["ChallengeSummary"][];
  values: string[];
  onChange: (values: string[]) => void;
  error: string | undefined;
};

/** Which challenges an idea answers: one, several or none. All must vote the same way, which is said where it matters. */
export function ChallengeChoice({ challenges, values, onChange, error }: Props) {
  const { t } = useLingui();
  const ways = new Set(challenges.map(({ voting }) => voting));
  const mixed = !sameVoting(values, challenges);
  const gone = values.some((id) => !challenges.some((challenge) => challenge.id === id));
  const hint = { support: t`Man röstar med stöd.`, opinion: t`Man röstar med åsikt: håller med eller inte.` };
  const options = challenges.map(({ id, title, voting }) => ({
    value: id,
    label: title,
    hint: ways.size > 1 ? hint[voting] : undefined,
  }));
  return (
    <>
      {gone && (
        <Notice>
          <Trans>
            Utmaningen du kom från tar inte emot idéer nu. Din idé kan svara på en annan, eller stå fri.
          </Trans>
        </Notice>
      )}
      <CheckboxGroup
        name="challengeIds"
        label={t`Vilka utmaningar svarar idén på?`}
        hint={
          ways.size > 1
            ? t`En, flera eller ingen. Flera går bra så länge man röstar på samma sätt i dem.`
            : t`En, flera eller ingen: en idé kan också stå fri.`
        }
        optional
        values={values}
        onChange={onChange}
        options={options}
        error={mixed ? t`Man röstar på olika sätt i utmaningarna du valt. Behåll den ena sorten.` : error}
      />
    </>
  );
}
