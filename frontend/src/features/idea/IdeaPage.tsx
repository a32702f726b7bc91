import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function IdeaPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Idé`} />;
}
