import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { commentAnchor } from "@/features/comment/permalink";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { StageTag } from "@/ui/StageTag";
import { Pieces } from "./Pieces";
import styles from "./Search.module.css";
import { foundLabel } from "./words";

type Result = Schema["SearchResult"];

/** One thing found: what it is in the margin, then its title and the text around what was looked for. */
export function ResultRow({ result }: { result: Result }) {
  const { kind, title, excerpt, stage, author, at } = result;
  const when = <DateTime at={at} as="relative" />;
  return (
    <li className={styles.row}>
      <p className={styles.kind}>{foundLabel(kind)}</p>
      <div className={styles.found}>
        <h2 className={styles.title}>
          <ResultLink result={result}>
            <bdi>
              <Pieces of={title} />
            </bdi>
          </ResultLink>
        </h2>
        {excerpt.length > 0 && (
          <p className={styles.excerpt} dir="auto">
            <Pieces of={excerpt} />
          </p>
        )}
        {author && <ParticipantLine participant={author}>{when}</ParticipantLine>}
        {stage && stage !== "published" && <StageTag stage={stage} />}
      </div>
    </li>
  );
}

function ResultLink({ result: { kind, id, ideaId }, children }: { result: Result; children: ReactNode }) {
  switch (kind) {
    case "challenge":
      return (
        <Link to="/challenges/$challengeId" params={{ challengeId: id }}>
          {children}
        </Link>
      );
    case "idea":
      return (
        <Link to="/ideas/$ideaId" params={{ ideaId: id }}>
          {children}
        </Link>
      );
    case "comment":
      return (
        <Link to="/ideas/$ideaId" params={{ ideaId: ideaId ?? "" }} hash={commentAnchor(id)}>
          {children}
        </Link>
      );
    case "organisation":
      return (
        <Link to="/organisations/$organisationId" params={{ organisationId: id }}>
          {children}
        </Link>
      );
    case "person":
      return (
        <Link to="/participants/$participantId" params={{ participantId: id }}>
          {children}
        </Link>
      );
    case "workshop":
      return (
        <Link to="/workshops/$workshopId" params={{ workshopId: id }}>
          {children}
        </Link>
      );
  }
}
