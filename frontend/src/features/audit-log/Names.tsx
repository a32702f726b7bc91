import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import type { AuditSearch } from "./search";

type Props = { entry: Schema["AuditEntry"] };

/** Who did it; the name narrows the log to what they have done. */
export function Actor({ entry: { actorId, actor } }: Props) {
  if (!actorId) return <Trans>Programmet</Trans>;
  return (
    <Narrow to={{ actorId }}>
      {actor ? <Name participant={actor} /> : <Trans>Ett borttaget konto</Trans>}
    </Narrow>
  );
}

/** Whom it was done to; the name narrows the log to what was done to them. */
export function Subject({ entry: { subjectId, subjectKind, subject } }: Props) {
  const gone =
    subjectKind === "organisation" ? (
      <Trans>en borttagen organisation</Trans>
    ) : (
      <Trans>ett borttaget konto</Trans>
    );
  return <Narrow to={{ subjectId }}>{subject ? <Name participant={subject} /> : gone}</Narrow>;
}

function Name({ participant }: { participant: Schema["ParticipantRef"] }) {
  return participant.former ? <Trans>Tidigare deltagare</Trans> : <bdi>{participant.displayName}</bdi>;
}

function Narrow({ to, children }: { to: AuditSearch; children: ReactNode }) {
  return (
    <Link to="/admin/audit-log" search={to} resetScroll={false}>
      {children}
    </Link>
  );
}
