import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function NewChallengePage() {
  const { t } = useLingui();
  return <PageHeader title={t`Ny utmaning`} />;
}
