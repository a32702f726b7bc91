import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function NewWorkshopPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Ny verkstad`} />;
}
