import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function EditWorkshopPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Ändra verkstaden`} />;
}
