import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function WorkshopsPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Verkstäder`} />;
}
