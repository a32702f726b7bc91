import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function RegisterPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Skapa konto`} />;
}
