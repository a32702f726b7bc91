import { useLingui } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { useSession } from "@/lib/use-session";
import { roleLabel } from "@/ui/labels";
import { Section } from "@/ui/Section";
import { ChangeRole } from "./ChangeRole";
import styles from "./People.module.css";
import { roleMay } from "./words";

/** What somebody may do in the installation, and for administrators the way to change it. */
export function RoleSection({ person }: { person: Schema["Person"] }) {
  const { t } = useLingui();
  const administers = useSession().me?.duties.includes("administer");
  return (
    <Section title={t`Roll`}>
      <div className={styles.stack}>
        <div>
          <h3>{roleLabel(person.role)}</h3>
          <p>{roleMay(person.role)}</p>
        </div>
        {administers && <ChangeRole person={person} />}
      </div>
    </Section>
  );
}
