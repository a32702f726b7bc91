import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { PageHeader } from "@/ui/PageHeader";
import styles from "./Admin.module.css";
import { useAdminPages } from "./use-admin-pages";

/** Where those who run the installation begin: what each of its pages is for. */
export function AdminPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Förvaltning`} lead={t`Det som du ser till i den här installationen.`} />
      <ul className={styles.pages}>
        {useAdminPages().map(({ to, title, about }) => (
          <li key={to}>
            <h2>
              <Link to={to}>{title}</Link>
            </h2>
            <p>{about}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
