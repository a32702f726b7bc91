import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { formatDate } from "@/lib/format";
import { lastDay } from "@/lib/local-time";
import { useSession } from "@/lib/use-session";
import { DateTime } from "@/ui/DateTime";
import { AssignmentControls } from "./AssignmentControls";
import styles from "./Leading.module.css";
import type { RowProps } from "./row-props";
import { leadRoleLabel } from "./words";

/** Who leads, as what and until when; with ways to change it for who may. */
export function AssignmentRow(props: RowProps) {
  const { person, role, endsAt, grantedBy, grantedAt } = props.assignment;
  const { me } = useSession();
  const grantor = grantedBy?.displayName;
  const until = endsAt && formatDate(`${lastDay(endsAt)}T12:00:00Z`);
  return (
    <li className={styles.row}>
      <h3>
        <Link to="/participants/$participantId" params={{ participantId: person.id }}>
          <bdi>{person.displayName}</bdi>
        </Link>{" "}
        {me?.id === person.id && (
          <span className={styles.soft}>
            <Trans>(du)</Trans>
          </span>
        )}
      </h3>
      <p>
        {leadRoleLabel(role)}, {until ? <Trans>till och med {until}</Trans> : <Trans>tills vidare</Trans>}
      </p>
      <p className={styles.soft}>
        {grantedBy && grantedBy.id !== person.id ? (
          <Trans>
            Sedan <DateTime at={grantedAt} />, utsedd av <bdi>{grantor}</bdi>
          </Trans>
        ) : (
          <Trans>
            Sedan <DateTime at={grantedAt} />
          </Trans>
        )}
      </p>
      {props.mayAppoint && <AssignmentControls {...props} />}
    </li>
  );
}
