import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function AboutPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Om Medskapa`} />;
}
