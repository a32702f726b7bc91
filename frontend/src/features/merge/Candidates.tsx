import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
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
  const query = useQuery({ ...candidatesQuery(idea, words), placeholderData: keepPreviousData });
  return (
    <div className={styles.candidates}>
      <SearchField label={t`Sök i samma utmaning`} value={words} onSearch={setWords} />
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Found ideas={query.data} {...field} />}
    </div>
  );
}

function Found({ ideas, ...field }: { ideas: Schema["IdeaSummary"][] } & Omit<Props, "idea">) {
  if (ideas.length === 0)
    return (
      <p className={styles.soft} role="status">
        <Trans>Här finns ingen idé med de orden.</Trans>
      </p>
    );
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
