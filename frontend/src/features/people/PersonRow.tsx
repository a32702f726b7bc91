import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { kindLabel, roleLabel } from "@/ui/labels";
import styles from "./People.module.css";
import { PersonStateTag } from "./PersonStateTag";

/** An account in a list: whose it is, the role, the state where it is not the usual one, and since when. */
export function PersonRow({ person }: { person: Schema["Person"] }) {
  const { id, displayName, email, kind, role, state, createdAt } = person;
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <Link to="/admin/people/$accountId" params={{ accountId: id }}>
          <bdi>{displayName}</bdi>
        </Link>
        <span className={styles.soft}>{email ? <bdi>{email}</bdi> : kindLabel(kind)}</span>
      </div>
      <span className={role === "member" ? styles.soft : styles.role}>{roleLabel(role)}</span>
      <span>{state !== "active" && <PersonStateTag state={state} />}</span>
      <span className={styles.soft}>
        <Trans>
          Sedan <DateTime at={createdAt} as="date" />
        </Trans>
      </span>
    </li>
  );
}
