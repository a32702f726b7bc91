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
      <ParticipantName participant={participant} />, {kindLabel(participant.kind)}
      {children && <> · {children}</>}
    </p>
  );
}

/** A name that leads to its page. */
export function ParticipantName({ participant }: Pick<Props, "participant">) {
  if (participant.former) return <Trans>Tidigare deltagare</Trans>;
  const name = <bdi className={styles.name}>{participant.displayName}</bdi>;
  return participant.organisation ? (
    <Link to="/organisations/$organisationId" params={{ organisationId: participant.id }}>
      {name}
    </Link>
  ) : (
    <Link to="/participants/$participantId" params={{ participantId: participant.id }}>
      {name}
    </Link>
  );
}
