import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { commentAnchor } from "@/features/comment/permalink";
import { NEEDS } from "@/features/help/kinds";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { ParticipantLine } from "@/ui/ParticipantLine";
import { Tag } from "@/ui/Tag";
import styles from "./Moderation.module.css";
import { doneLabel, groundLabel, signLabel } from "./words";

type File = Schema["ModerationFile"];

/** What a moderator judges by: the thing, what stands around it, the reports, and the history of its author. */
export function CaseMatter({ file }: { file: File }) {
  const { t } = useLingui();
  return (
    <div className={styles.matter}>
      {file.thing ? (
        <Thing file={file} thing={file.thing} />
      ) : (
        <p>
          <Trans>Den som skrev det har tagit bort det eller tagit tillbaka det.</Trans>
        </p>
      )}
      {file.case.spam && file.case.spam.signs.length > 0 && <Signs spam={file.case.spam} />}
      {file.reports.length > 0 && (
        <Part title={t`Rapporter`}>
          {file.reports.map((report) => (
            <li key={report.id}>
              <strong>{groundLabel(report.reason)}</strong>{" "}
              <span className={styles.soft}>
                {report.reporter ? <bdi>{report.reporter.displayName}</bdi> : <Trans>Gäst</Trans>},{" "}
                <DateTime at={report.createdAt} as="relative" />
              </span>
              {report.note && <p className={styles.quote}>{report.note}</p>}
            </li>
          ))}
        </Part>
      )}
      <Part title={t`Den som skrev`}>
        <li>
          <Posts posts={file.posts} />
        </li>
        {file.history.length === 0 && (
          <li>
            <Trans>Inga tidigare beslut</Trans>
          </li>
        )}
        {file.history.map((decision) => (
          <li key={decision.id}>
            <Link to="/moderation-decisions/$decisionId" params={{ decisionId: decision.id }}>
              {doneLabel(decision.action)}
            </Link>{" "}
            <span className={styles.soft}>
              <DateTime at={decision.decidedAt} as="short-date" />
              {decision.ground && `, ${groundLabel(decision.ground)}`}
            </span>
          </li>
        ))}
      </Part>
    </div>
  );
}

/** What the score comes from: it points out, a person judges. */
function Signs({ spam: { score, signs } }: { spam: Schema["SpamFinding"] }) {
  const { t } = useLingui();
  return (
    <Part title={t`Skräppoäng: ${score} av 100`}>
      {signs.map(({ name, points, words }) => (
        <li key={name}>
          {signLabel(name)} <span className={styles.soft}>{points > 0 ? `+${points}` : points}</span>
          {words && <span className={styles.soft}> ({words.join(", ")})</span>}
        </li>
      ))}
    </Part>
  );
}

function Thing({ file, thing }: { file: File; thing: Schema["ReportedThing"] }) {
  const before = file.thread.filter(({ createdAt }) => createdAt < thing.createdAt);
  const after = file.thread.filter(({ createdAt }) => createdAt >= thing.createdAt);
  return (
    <section className={styles.thing}>
      <ParticipantLine participant={thing.author}>
        <DateTime at={thing.createdAt} as="relative" />
      </ParticipantLine>
      {thing.restricted && (
        <Tag tone="stopped">
          <Trans>Begränsat</Trans>
        </Tag>
      )}
      <Around remarks={before} />
      <p className={styles.text} dir="auto">
        {thing.text || thing.title}
      </p>
      <Around remarks={after} />
      <Where file={file} thing={thing} />
    </section>
  );
}

function Around({ remarks }: { remarks: Schema["Remark"][] }) {
  return remarks.map((remark) => (
    <p key={remark.id} className={styles.around} dir="auto">
      <strong>
        <bdi>{remark.author.displayName}</bdi>
      </strong>{" "}
      {remark.body}
    </p>
  ));
}

/** The way to the thing itself, with all that stands around it. */
function Where({ file: { case: one, actions }, thing }: { file: File; thing: Schema["ReportedThing"] }) {
  const words = <Trans>Se det på sin plats</Trans>;
  const whose = one.thing.kind === "offer" ? thing.author : one.thing; // an offer stands with who makes it
  if (one.thing.kind === "organisation" || (one.thing.kind === "offer" && thing.author.organisation))
    return (
      <Link to="/organisations/$organisationId" params={{ organisationId: whose.id }}>
        {words}
      </Link>
    );
  if (one.thing.kind === "person" || one.thing.kind === "offer")
    return (
      <Link to="/participants/$participantId" params={{ participantId: whose.id }}>
        {words}
      </Link>
    );
  const ideaId = one.thing.kind === "idea" ? one.thing.id : thing.ideaId;
  if (!ideaId) return null;
  // What waits has no place yet: the idea it is about is where it will stand.
  const waits = one.thing.kind !== "idea" && actions.includes("publish");
  const hash = waits ? undefined : anchorOf(one.thing);
  return (
    <Link to="/ideas/$ideaId" params={{ ideaId }} {...(hash ? { hash } : {})}>
      {waits ? <Trans>Se idén den handlar om</Trans> : words}
    </Link>
  );
}

/** Where in its idea's page something stands; nothing for the idea itself. */
function anchorOf({ kind, id }: Schema["ThingRef"]) {
  if (kind === "comment") return commentAnchor(id);
  return kind === "need" || kind === "commitment" ? NEEDS : undefined;
}

function Posts({ posts: { ideas, comments, since } }: { posts: Schema["PostCounts"] }) {
  return (
    <>
      <Plural value={ideas} one="# idé" other="# idéer" />,{" "}
      <Plural value={comments} one="# kommentar" other="# kommentarer" />,{" "}
      <Trans>
        här sedan <DateTime at={since} as="short-date" />
      </Trans>
    </>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={styles.part}>
    <h2>{title}</h2>
    <ul>{children}</ul>
  </section>
);
