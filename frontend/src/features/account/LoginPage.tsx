import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function LoginPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Logga in`} />;
}
