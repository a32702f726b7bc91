import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function StyleguidePage() {
  const { t } = useLingui();
  return <PageHeader title={t`Komponenter`} />;
}
