import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import { kindLabel } from "./labels";
import styles from "./ParticipantLine.module.css";

type Props = { participant: Schema["ParticipantRef"]; children?: ReactNode };

/** Who said something, and as what: "Karin Lidén, Forskare". The name leads to their page. No faces: what is said counts. Children follow on the line. */
export function ParticipantLine({ participant, children }: Props) {
  return (
    <p className={styles.line}>
      {participant.former ? (
        <Trans>Tidigare deltagare</Trans>
      ) : (
        <Link to="/participants/$participantId" params={{ participantId: participant.id }}>
          <bdi className={styles.name}>{participant.displayName}</bdi>
        </Link>
      )}
      , {kindLabel(participant.kind)}
      {children && <> · {children}</>}
    </p>
  );
}
