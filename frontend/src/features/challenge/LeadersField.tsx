import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { CheckboxGroup } from "@/ui/Choice";
import { ErrorState } from "@/ui/ErrorState";
import { fieldError } from "@/ui/FormErrors";
import { Skeleton } from "@/ui/Skeleton";
import type { FieldsetProps } from "./ChallengeFieldset";
import { projectLeadersQuery } from "./edit-queries";
import { useChallengeLabels } from "./use-challenge-labels";

/** Who leads the challenge, among all who can. */
export function LeadersField({ fields, set, error }: FieldsetProps) {
  const { t } = useLingui();
  const labels = useChallengeLabels();
  const query = useQuery(projectLeadersQuery);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton rows={1} />;
  return (
    <CheckboxGroup
      name="leaderIds"
      label={labels.leaderIds}
      hint={t`De kan ändra, öppna och stänga utmaningen, och deras namn visas.`}
      options={query.data.map(({ id, displayName }) => ({ value: id, label: <bdi>{displayName}</bdi> }))}
      values={fields.leaderIds}
      onChange={(leaderIds) => set({ leaderIds })}
      error={fieldError(error, "leaderIds")}
    />
  );
}
