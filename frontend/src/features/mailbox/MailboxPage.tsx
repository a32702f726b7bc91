import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function MailboxPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Brevlåda`} />;
}
