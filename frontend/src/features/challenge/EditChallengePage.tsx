import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function EditChallengePage() {
  const { t } = useLingui();
  return <PageHeader title={t`Ändra utmaningen`} />;
}
