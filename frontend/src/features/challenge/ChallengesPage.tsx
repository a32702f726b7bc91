import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function ChallengesPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Utmaningar`} />;
}
