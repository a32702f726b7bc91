import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import { SelectField } from "@/ui/SelectField";
import { focusAreaQuery, focusAreasQuery } from "./queries";

type Props = { value: string; onChange: (focusAreaId: string) => void; error: string | undefined };

/** The part of a form that says which focus area something belongs to; nothing where there are none. */
export function FocusAreaField({ value, onChange, error }: Props) {
  const { t } = useLingui();
  const query = useQuery(focusAreasQuery("active"));
  const areas = query.data ?? [];
  const archived = query.isSuccess && value !== "" && !areas.some(({ id }) => id === value);
  const present = useQuery({ ...focusAreaQuery(value), enabled: archived }).data?.value;
  const archivedTitle = present?.title;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (areas.length === 0 && !archived) return null;
  return (
    <Section title={t`Fokusområde`}>
      <SelectField
        name="focusAreaId"
        label={t`Hör till fokusområdet`}
        hint={t`De som leder fokusområdet leder då utmaningen också.`}
        optional
        value={value}
        onChange={onChange}
        error={error}
      >
        <option value="">{t`Inget fokusområde`}</option>
        {archived && <option value={value}>{archivedTitle ? t`${archivedTitle} (arkiverat)` : "…"}</option>}
        {areas.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
    </Section>
  );
}
