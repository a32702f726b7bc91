import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function ChallengePage() {
  const { t } = useLingui();
  return <PageHeader title={t`Utmaning`} />;
}
