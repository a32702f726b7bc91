import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function HomePage() {
  const { t } = useLingui();
  return <PageHeader title={t`Medskapa`} />;
}
