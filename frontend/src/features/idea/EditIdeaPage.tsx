import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function EditIdeaPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Ändra idén`} />;
}
