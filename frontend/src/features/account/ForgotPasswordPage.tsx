import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function ForgotPasswordPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Glömt lösenordet`} />;
}
