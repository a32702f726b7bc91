import { Trans, useLingui } from "@lingui/react/macro";
import type { FieldsetProps } from "@/features/editing/fieldset";
import type { Schema } from "@/lib/api";
import { type Option, RadioGroup } from "@/ui/Choice";
import { fieldError } from "@/ui/FormErrors";
import { Notice } from "@/ui/Notice";
import type { ChallengeFields } from "./challenge-fields";
import { useChallengeLabels } from "./use-challenge-labels";
import { WhoProves } from "./WhoProves";

type Voters = Schema["Voters"];

/** Who may vote, both ways explained. Once ideas have come it stands, unless nobody has voted: the server tells. */
export function VotersField({ fields, set, error }: FieldsetProps<ChallengeFields>) {
  const { t } = useLingui();
  const labels = useChallengeLabels();
  const options: Option<Voters>[] = [
    {
      value: "anyone",
      label: t`Alla med konto`,
      hint: t`Den som bekräftat sin mejladress får rösta.`,
    },
    {
      value: "verified-residents",
      label: t`Bara bekräftade kommuninvånare`,
      hint: t`Den som med e-legitimation visat att hen bor i kommunen får rösta, en röst per person. Alla får lämna idéer och kommentera.`,
    },
  ];
  return (
    <>
      <RadioGroup
        name="voters"
        label={labels.voters}
        hint={t`Kan inte ändras när någon har röstat.`}
        options={options}
        value={fields.voters as Voters}
        onChange={(voters) => set({ voters })}
        error={fieldError(error, "voters")}
      />
      {fields.voters === "verified-residents" && (
        <>
          <WhoProves />
          <Notice>
            <p>
              <Trans>
                En idé som svarar på flera utmaningar tar bara emot röster från dem som får rösta i alla.
              </Trans>
            </p>
          </Notice>
        </>
      )}
    </>
  );
}
