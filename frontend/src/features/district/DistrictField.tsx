import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { SelectField } from "@/ui/SelectField";
import { districtsQuery } from "./queries";

type Props = {
  value: string;
  onChange: (districtId: string) => void;
  error?: string | undefined;
  /** The district that is chosen already, which may be offered no more. */
  present?: { id: string; name: string } | undefined;
};

/** Which district something concerns; nothing where there are none. */
export function DistrictField({ value, onChange, error, present }: Props) {
  const { t } = useLingui();
  const { data: districts = [] } = useQuery(districtsQuery);
  const gone = present && value === present.id && !districts.some(({ id }) => id === value);
  if (districts.length === 0 && !gone) return null;
  return (
    <SelectField
      name="districtId"
      label={t`Stadsdel`}
      hint={t`Om idén hör hemma någonstans.`}
      optional
      value={value}
      onChange={onChange}
      error={error}
    >
      <option value="">{t`Hela kommunen`}</option>
      {gone && <option value={present.id}>{present.name}</option>}
      {districts.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
