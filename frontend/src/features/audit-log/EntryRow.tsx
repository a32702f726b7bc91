import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { participantQuery } from "@/features/profile/queries";
import type { Schema } from "@/lib/api";
import styles from "./AuditLog.module.css";
import { type Detail, detailLines, momentOf } from "./details";
import { Sentence } from "./Sentence";

/** One thing that was done: when, who did what to whom, and in what way. */
export function EntryRow({ entry }: { entry: Schema["AuditEntry"] }) {
  const { day, time } = momentOf(entry.at);
  const details = detailLines(entry.details);
  return (
    <li className={styles.entry}>
      <time dateTime={entry.at} className={styles.when}>
        <span>{day}</span> <span>{time}</span>
      </time>
      <div>
        <p className={styles.sentence}>
          <Sentence entry={entry} />
        </p>
        {details.length > 0 && (
          <dl className={styles.details}>
            {details.map((detail) => (
              <div key={detail.key}>
                <dt>{detail.label}:</dt>{" "}
                <dd>
                  <Said detail={detail} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

function Said({ detail: { text, target } }: { detail: Detail }) {
  const words = <bdi>{text}</bdi>;
  switch (target?.kind) {
    case "challenge":
      return (
        <Link to="/challenges/$challengeId" params={{ challengeId: target.id }}>
          {words}
        </Link>
      );
    case "workshop":
      return (
        <Link to="/workshops/$workshopId" params={{ workshopId: target.id }}>
          {words}
        </Link>
      );
    case "focus-area":
      return (
        <Link to="/admin/focus-areas/$focusAreaId" params={{ focusAreaId: target.id }}>
          {words}
        </Link>
      );
    case "participant":
      return (
        <Link to="/participants/$participantId" params={{ participantId: target.id }}>
          <PersonName participantId={target.id} />
        </Link>
      );
    default:
      return words;
  }
}

/** The log holds no names, so that one that is removed is removed everywhere. */
function PersonName({ participantId }: { participantId: string }) {
  const { data } = useQuery(participantQuery(participantId, true));
  return data ? <bdi>{data.displayName}</bdi> : <Trans>visa personen</Trans>;
}
