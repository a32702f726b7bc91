import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import { DateTime } from "@/ui/DateTime";
import { Matter } from "./Matter";
import styles from "./Moderation.module.css";
import { doneLabel, groundLabel, signLabel } from "./words";

type File = Schema["ModerationFile"];

/** What a moderator judges by: the thing, what stands around it, the reports, and the history of its author. */
export function CaseMatter({ file }: { file: File }) {
  const { t } = useLingui();
  return (
    <div className={styles.matter}>
      {file.thing ? (
        <Matter
          about={file.case.thing}
          thing={file.thing}
          thread={file.thread}
          waits={file.actions.includes("publish")}
        />
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
