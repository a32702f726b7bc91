import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function ResetPasswordPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Välj nytt lösenord`} />;
}
