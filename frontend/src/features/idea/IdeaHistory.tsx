import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { ErrorState } from "@/ui/ErrorState";
import { Section } from "@/ui/Section";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./History.module.css";
import { revisionsQuery } from "./queries";
import { Wording } from "./Wording";

type Revision = Schema["Revision"];

/** The wordings an idea has had, each beside the one before. Read when asked for. */
export function IdeaHistory({ idea }: { idea: Schema["Idea"] }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const changes = idea.revisionCount - 1;
  if (changes < 1) return null;
  return (
    <Section title={t`Ändringar`}>
      <div className={styles.history}>
        <p>
          <Plural
            value={changes}
            one="Texten har ändrats en gång sedan den publicerades."
            other="Texten har ändrats # gånger sedan den publicerades."
          />
        </p>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? <Trans>Dölj ändringarna</Trans> : <Trans>Visa vad som ändrats</Trans>}
        </Button>
        {open && <Revisions idea={idea} />}
      </div>
    </Section>
  );
}

function Revisions({ idea }: { idea: Schema["Idea"] }) {
  const query = useInfiniteQuery(revisionsQuery(idea.id, idea.revisionCount));
  if (query.isPending) return <Skeleton rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const revisions = query.data.pages.flatMap((page) => page.revisions);
  // The last one read is only what the one after it is compared with, until the rest is read.
  const shown = query.hasNextPage ? revisions.slice(0, -1) : revisions;
  return (
    <>
      <ol className={styles.revisions}>
        {shown.map((revision, index) => (
          <li key={revision.version}>
            <RevisionEntry revision={revision} before={revisions[index + 1]} />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          <Trans>Visa äldre ändringar</Trans>
        </Button>
      )}
    </>
  );
}

function RevisionEntry({ revision, before }: { revision: Revision; before: Revision | undefined }) {
  return (
    <article className={styles.revision}>
      <h3>
        {before ? <Trans>Ändring</Trans> : <Trans>Så löd den först</Trans>},{" "}
        <DateTime at={revision.writtenAt} as="date-time" />
      </h3>
      {(!before || before.title !== revision.title) && (
        <div className={styles.title}>
          <Wording before={before?.title ?? revision.title} after={revision.title} />
        </div>
      )}
      {before?.body === revision.body ? (
        <p className={styles.unchanged}>
          <Trans>Bara rubriken ändrades.</Trans>
        </p>
      ) : (
        <Wording before={before?.body ?? revision.body} after={revision.body} />
      )}
    </article>
  );
}
