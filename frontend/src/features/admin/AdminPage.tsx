import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/ui/PageHeader";
import { AdminNav } from "./AdminNav";

/** Where those who run the installation begin. */
export function AdminPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Förvaltning`} lead={t`Människor, roller och organisationer i er installation.`} />
      <AdminNav />
    </>
  );
}
