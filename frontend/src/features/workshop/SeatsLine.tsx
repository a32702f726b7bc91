import type { Schema } from "@/lib/api";
import { seatsText } from "./seats";
import styles from "./Workshop.module.css";

type Props = { workshop: Pick<Schema["WorkshopSummary"], "seats" | "seatedCount" | "waitingCount"> };

/** How full a workshop is: a line for the eye, and the same in words. */
export function SeatsLine({ workshop }: Props) {
  const taken = Math.min(1, workshop.seatedCount / workshop.seats);
  return (
    <div className={styles.seats}>
      <div className={styles.bar} aria-hidden="true">
        <span style={{ inlineSize: `${taken * 100}%` }} />
      </div>
      <p>{seatsText(workshop)}</p>
    </div>
  );
}
