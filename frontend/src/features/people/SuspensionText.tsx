import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { Moment } from "./Moment";
import styles from "./People.module.css";

type Suspension = Schema["Suspension"];

/** A suspension: its reason, when it holds or held, and who decided that. */
export function SuspensionText({ suspension }: { suspension: Suspension }) {
  const { reason, startsAt, imposedBy, decisionId } = suspension;
  const name = imposedBy?.displayName;
  return (
    <div className={styles.suspension}>
      <blockquote className={styles.reason} dir="auto">
        {reason}
      </blockquote>
      <p className={styles.soft}>
        <Trans>
          Från <Moment at={startsAt} />
        </Trans>
        {name && (
          <>
            {" "}
            <Trans>
              av <bdi>{name}</bdi>
            </Trans>
          </>
        )}
      </p>
      <p className={styles.soft}>
        <End suspension={suspension} />
      </p>
      {decisionId && (
        <p>
          <Link to="/moderation-decisions/$decisionId" params={{ decisionId }}>
            <Trans>Läs beslutet</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}

function End({ suspension: { endsAt, liftedAt, liftedBy } }: { suspension: Suspension }) {
  const name = liftedBy?.displayName;
  if (liftedAt && name) {
    return (
      <Trans>
        Hävd <Moment at={liftedAt} /> av <bdi>{name}</bdi>
      </Trans>
    );
  }
  if (liftedAt) {
    return (
      <Trans>
        Hävd <Moment at={liftedAt} />
      </Trans>
    );
  }
  if (!endsAt) return <Trans>Tills någon häver den</Trans>;
  return (
    <Trans>
      Till <Moment at={endsAt} />
    </Trans>
  );
}
