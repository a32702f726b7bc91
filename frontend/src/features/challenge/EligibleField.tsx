import { Trans, useLingui } from "@lingui/react/macro";
import type { FieldsetProps } from "@/features/editing/fieldset";
import type { Schema } from "@/lib/api";
import { type Option, RadioGroup } from "@/ui/Choice";
import { fieldError } from "@/ui/FormErrors";
import { Notice } from "@/ui/Notice";
import type { ChallengeFields } from "./challenge-fields";
import { useChallengeLabels } from "./use-challenge-labels";
import { WhoProves } from "./WhoProves";

type Eligible = Schema["Eligible"];
type Props = FieldsetProps<ChallengeFields> & {
  /** What it is that they may do. */
  name: "proposers" | "voters";
};

/** Who may propose or vote, every way explained. Who may vote stands once somebody has: the server tells. */
export function EligibleField({ name, fields, set, error }: Props) {
  const { t } = useLingui();
  const labels = useChallengeLabels();
  const hints = {
    proposers: t`Gäller när en idé publiceras. Utkast får alla skriva.`,
    voters: t`Kan inte ändras när någon har röstat.`,
  };
  return (
    <>
      <RadioGroup
        name={name}
        label={labels[name]}
        hint={hints[name]}
        options={useOptions()}
        value={fields[name] as Eligible}
        onChange={(value) => set({ [name]: value })}
        error={fieldError(error, name)}
      />
      {fields[name] !== "anyone" && <WhoProves />}
      {name === "voters" && fields.voters !== "anyone" && (
        <Notice>
          <p>
            <Trans>
              En idé som svarar på flera utmaningar tar bara emot röster från dem som får rösta i alla.
            </Trans>
          </p>
        </Notice>
      )}
    </>
  );
}

function useOptions(): Option<Eligible>[] {
  const { t } = useLingui();
  return [
    {
      value: "anyone",
      label: t`Alla med konto`,
      hint: t`Den som har bekräftat sin mejladress.`,
    },
    {
      value: "verified-residents",
      label: t`Bekräftade kommuninvånare`,
      hint: t`Den som med e-legitimation har visat att hen bor i kommunen. En person har ett konto.`,
    },
    { value: "verified-residents-16", label: t`Bekräftade kommuninvånare som har fyllt 16` },
    { value: "verified-residents-18", label: t`Bekräftade kommuninvånare som har fyllt 18` },
  ];
}
