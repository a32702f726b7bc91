import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function ConfirmEmailPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Bekräfta e-post`} />;
}
