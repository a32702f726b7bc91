import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import question from "@/features/editing/Question.module.css";
import type { Schema } from "@/lib/api";
import { RadioGroup } from "@/ui/Choice";
import { ErrorState } from "@/ui/ErrorState";
import { SearchField } from "@/ui/SearchField";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Merge.module.css";
import { candidatesQuery } from "./queries";

type Props = {
  idea: Schema["Idea"];
  label: string;
  value: string;
  onChange: (ideaId: string) => void;
  error: string | undefined;
};

/** The ideas that an idea could become part of, found by their words. */
export function Candidates({ idea, ...field }: Props) {
  const { t } = useLingui();
  const [words, setWords] = useState("");
  const standing = idea.challenges.length === 0;
  const query = useQuery({ ...candidatesQuery(idea, words), placeholderData: keepPreviousData });
  return (
    <div className={styles.candidates}>
      <SearchField
        label={standing ? t`Sök bland fristående idéer` : t`Sök i samma utmaning`}
        value={words}
        onSearch={setWords}
        onPause={setWords}
      />
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Found idea={idea} ideas={query.data} {...field} />}
    </div>
  );
}

function Found({ idea, ideas, ...field }: { ideas: Schema["IdeaSummary"][] } & Props) {
  if (ideas.length === 0) return <Nothing idea={idea} />;
  const options = ideas.map((one) => {
    const votes = one.tally.support + one.tally.agree;
    return {
      value: one.id,
      label: <bdi>{one.title}</bdi>,
      hint: (
        <>
          <bdi>{one.author.displayName}</bdi> · <Plural value={votes} one="# röst för" other="# röster för" />
        </>
      ),
    };
  });
  return <RadioGroup name="intoId" {...field} options={options} />;
}

/** That nothing was found, and where it was looked for. */
function Nothing({ idea }: Pick<Props, "idea">) {
  const where = idea.challenges.map(({ title }) => title).join(", ");
  return (
    <p className={question.soft} role="status">
      {where ? (
        <Trans>
          Ingen idé i <bdi>{where}</bdi> passar in på det. Bara idéer som svarar på samma utmaning slås ihop.
        </Trans>
      ) : (
        <Trans>
          Ingen fristående idé passar in på det. En idé som inte svarar på någon utmaning slås ihop med en
          annan sådan.
        </Trans>
      )}
    </p>
  );
}
