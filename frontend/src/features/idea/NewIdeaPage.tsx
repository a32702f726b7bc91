import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function NewIdeaPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Skriv en idé`} />;
}
