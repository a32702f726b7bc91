import { plural } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";

/** What a challenge promises, in a sentence or two. */
export function RuleSentence({ rule }: { rule: Schema["AnswerRule"] }) {
  const { threshold, answerDays, windowDays, coolDownMonths } = rule;
  const within = plural(windowDays ?? 0, { one: "en dag", other: "# dagar" });
  const perMille = rule.perMille && formatNumber(rule.perMille);
  return (
    <>
      <p>
        {windowDays ? (
          <Plural
            value={threshold}
            one={`En idé som får # röst inom ${within} får ett beslut från kommunen.`}
            other={`En idé som får # röster inom ${within} får ett beslut från kommunen.`}
          />
        ) : (
          <Plural
            value={threshold}
            one="En idé som får # röst får ett beslut från kommunen."
            other="En idé som får # röster får ett beslut från kommunen."
          />
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
      {coolDownMonths && (
        <p>
          <Plural
            value={coolDownMonths}
            one="Den som upprepar en idé med beslut får inget nytt inom en månad."
            other="Den som upprepar en idé med beslut får inget nytt inom # månader."
          />
        </p>
      )}
      {perMille && (
        <p>
          <Trans>Det är {perMille} promille av invånarna.</Trans>
        </p>
      )}
    </>
  );
}
