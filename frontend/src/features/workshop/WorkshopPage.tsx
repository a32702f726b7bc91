import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function WorkshopPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Verkstad`} />;
}
