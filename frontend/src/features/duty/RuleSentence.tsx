import { Plural, Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";

/** What a challenge promises, in a sentence or two. */
export function RuleSentence({ rule }: { rule: Schema["AnswerRule"] }) {
  const threshold = formatNumber(rule.threshold);
  const { answerDays, windowDays } = rule;
  const perMille = rule.perMille && formatNumber(rule.perMille);
  return (
    <>
      <p>
        {windowDays ? (
          <Trans>
            En idé som får {threshold} röster inom {windowDays} dagar får ett beslut från kommunen.
          </Trans>
        ) : (
          <Trans>En idé som får {threshold} röster får ett beslut från kommunen.</Trans>
        )}
      </p>
      <p>
        {rule.countsFrom === "threshold" && (
          <Plural value={answerDays} one="Det kommer inom en dag." other="Det kommer inom # dagar." />
        )}
        {rule.countsFrom === "window-end" && (
          <Plural
            value={answerDays}
            one="Det kommer inom en dag efter att röstetiden är slut."
            other="Det kommer inom # dagar efter att röstetiden är slut."
          />
        )}
        {rule.countsFrom === "closing" && (
          <Plural
            value={answerDays}
            one="Det kommer inom en dag efter att utmaningen stängt."
            other="Det kommer inom # dagar efter att utmaningen stängt."
          />
        )}
      </p>
      {perMille && (
        <p>
          <Trans>Det är {perMille} promille av invånarna.</Trans>
        </p>
      )}
    </>
  );
}
