import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function LeadPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Leda`} />;
}
