import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function IdeasPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Idéer`} />;
}
