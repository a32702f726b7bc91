import { Trans, useLingui } from "@lingui/react/macro";
import type { ApiError } from "@/lib/errors";
import { RadioGroup } from "@/ui/Choice";
import { DateTimeField } from "@/ui/DateTimeField";
import { fieldError } from "@/ui/FormErrors";
import { Moment } from "./Moment";
import { type End, endOf, type Length, lengths } from "./suspension-end";

type Props = { end: End; onChange: (end: End) => void; error: ApiError | null };

/** How long a suspension is to hold. */
export function SuspensionEnd({ end, onChange, error }: Props) {
  const { t } = useLingui();
  const words = useLengthWords();
  return (
    <>
      <RadioGroup
        name="length"
        label={t`Hur länge`}
        value={end.length}
        onChange={(length) => onChange({ ...end, length })}
        options={lengths.map((length) => ({
          value: length,
          label: words[length],
          hint: <Until at={endOf({ ...end, length, endsAt: "" })} />,
        }))}
      />
      {end.length === "own" && (
        <DateTimeField
          name="endsAt"
          label={t`Slutar`}
          value={end.endsAt}
          onChange={(endsAt) => onChange({ ...end, endsAt })}
          error={fieldError(error, "endsAt")}
        />
      )}
    </>
  );
}

const Until = ({ at }: { at: string | undefined }) =>
  at && (
    <Trans>
      Till <Moment at={at} />
    </Trans>
  );

function useLengthWords(): Record<Length, string> {
  const { t } = useLingui();
  return {
    day: t`1 dag`,
    week: t`7 dagar`,
    month: t`30 dagar`,
    own: t`Till en tid som jag väljer`,
    open: t`Tills någon häver avstängningen`,
  };
}
