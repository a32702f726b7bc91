import { Trans } from "@lingui/react/macro";
import { IdeaName } from "@/features/merge/IdeaName";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ParticipantLine } from "@/ui/ParticipantLine";
import styles from "./Duty.module.css";

/** That an idea repeats one that has been decided on: which, why, who says so and until when it is owed no decision. */
export function Repeat({ repeat }: { repeat: Schema["IdeaRepeat"] }) {
  const other = <IdeaName idea={repeat.of} />;
  const until = repeat.coolsUntil && <DateTime at={repeat.coolsUntil} as="date" />;
  return (
    <div className={styles.repeat}>
      <p>
        <Trans>Upprepar {other}, som har fått sitt beslut.</Trans>{" "}
        {until && <Trans>Därför lovar kommunen inget nytt beslut före {until}.</Trans>}
      </p>
      <p dir="auto">{repeat.reason}</p>
      <ParticipantLine participant={repeat.by}>
        <DateTime at={repeat.markedAt} />
      </ParticipantLine>
    </div>
  );
}
