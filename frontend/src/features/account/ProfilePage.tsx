import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";

export function ProfilePage() {
  const { t } = useLingui();
  return <PageHeader title={t`Din profil`} />;
}
