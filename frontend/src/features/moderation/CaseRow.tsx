import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import styles from "./Moderation.module.css";
import { groundLabel, thingLabel } from "./words";

/** One case in the queue: what it is about, why, and whether somebody is at it. */
export function CaseRow({ case: one }: { case: Schema["ModerationCase"] }) {
  const name = one.takenBy?.displayName;
  return (
    <li className={styles.row}>
      <p className={styles.rowTitle}>
        <Link to="/admin/moderation/$caseId" params={{ caseId: one.id }}>
          <bdi>{one.title || thingLabel(one.thing.kind)}</bdi>
        </Link>
      </p>
      <p className={styles.soft}>
        {thingLabel(one.thing.kind)} · <Cause case={one} />
        <SpamScore case={one} /> · <DateTime at={one.openedAt} as="relative" />
        {name && (
          <>
            {" · "}
            <Trans>
              <bdi>{name}</bdi> är på det
            </Trans>
          </>
        )}
      </p>
    </li>
  );
}

/** Why there is a case. */
export function Cause({ case: one }: { case: Schema["ModerationCase"] }) {
  if (one.reportCount > 0)
    return (
      <>
        <Plural value={one.reportCount} one="# rapport" other="# rapporter" />
        {one.reasons.length > 0 && `: ${one.reasons.map(groundLabel).join(", ")}`}
      </>
    );
  if (one.cause === "held") return <Trans>Väntar på att bli läst</Trans>;
  return one.cause === "spam" ? <Trans>Liknar skräp</Trans> : <Trans>Öppnat av en moderator</Trans>;
}

/** How much it looks like spam, where it does at all. */
export function SpamScore({ case: { spam } }: { case: Schema["ModerationCase"] }) {
  if (!spam?.score) return null;
  const score = spam.score;
  return (
    <>
      {" · "}
      <Trans>skräppoäng {score} av 100</Trans>
    </>
  );
}
