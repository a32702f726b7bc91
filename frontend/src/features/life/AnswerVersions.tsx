import { Plural } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { LoadMore } from "@/ui/LoadMore";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Life.module.css";
import { OfficialAnswer } from "./OfficialAnswer";
import { answersQuery } from "./queries";

/** The earlier versions of an official answer. Read when asked for; nothing where there are none. */
export function AnswerVersions({ idea }: { idea: Schema["Idea"] }) {
  const [open, setOpen] = useState(false);
  const earlier = (idea.answer?.number ?? 1) - 1;
  if (earlier < 1) return null;
  return (
    <>
      <Button aria-expanded={open} onClick={() => setOpen(!open)}>
        <Plural value={earlier} one="Ett tidigare svar" other="# tidigare svar" />
      </Button>
      {open && <Versions idea={idea} />}
    </>
  );
}

function Versions({ idea }: { idea: Schema["Idea"] }) {
  const query = useInfiniteQuery(answersQuery(idea.id, idea.version));
  if (query.isPending) return <Skeleton rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const earlier = query.data.pages.flatMap((page) => page.officialAnswers).slice(1);
  return (
    <>
      <ol className={styles.steps}>
        {earlier.map((answer) => (
          <li key={answer.id}>
            <OfficialAnswer answer={answer} />
          </li>
        ))}
      </ol>
      <LoadMore
        hasMore={query.hasNextPage}
        loading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
        shown={earlier.length}
      />
    </>
  );
}
