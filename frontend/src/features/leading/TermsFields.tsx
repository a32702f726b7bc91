import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { dayOf } from "@/lib/local-time";
import { RadioGroup } from "@/ui/Choice";
import { DateField } from "@/ui/DateField";
import { fieldError } from "@/ui/FormErrors";
import type { Terms } from "./terms";
import { leadRoleHint, leadRoleLabel } from "./words";

type Props = {
  terms: Terms;
  onChange: (terms: Terms) => void;
  error: ApiError | null | undefined;
  /** The last day that the reader can give; none for who leads without an end. */
  latest: string | undefined;
  /** Before the fields' names, where there are several forms on a page. */
  prefix?: string;
};

const roles = ["leader", "co-leader"] as const satisfies Schema["LeadRole"][];

/** As what somebody leads, and until when. */
export function TermsFields({ terms, onChange, error, latest, prefix = "" }: Props) {
  const { t } = useLingui();
  const until = latest && formatDate(`${latest}T12:00:00Z`);
  return (
    <>
      <RadioGroup
        name={`${prefix}role`}
        label={t`Leder som`}
        value={terms.role}
        onChange={(role) => onChange({ ...terms, role })}
        options={roles.map((role) => ({ value: role, label: leadRoleLabel(role), hint: leadRoleHint(role) }))}
      />
      <DateField
        name={`${prefix}endsAt`}
        label={t`Till och med`}
        hint={
          until
            ? t`Du leder själv till och med ${until}, och kan inte ge längre än så.`
            : t`Lämna tomt för att leda tills vidare.`
        }
        optional={!latest}
        value={terms.day}
        min={dayOf(new Date().toISOString())}
        max={latest}
        onChange={(day) => onChange({ ...terms, day })}
        error={fieldError(error, "endsAt")}
      />
    </>
  );
}
