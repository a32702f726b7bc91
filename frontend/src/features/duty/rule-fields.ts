import type { Schema } from "@/lib/api";

/** How the support that is needed is told. */
export type Amount = "threshold" | "perMille";

/** The form of a promise: figures as they are typed. */
export type RuleFields = {
  amount: Amount;
  threshold: string;
  perMille: string;
  windowDays: string;
  answerDays: string;
  countsFrom: Schema["AnswerStart"];
  /** Empty: a repeat is as any idea. */
  coolDownMonths: string;
};

/** What the form begins with: the promise there is, or one that many make. */
export function fieldsOf(rule: Schema["AnswerRule"] | undefined): RuleFields {
  return {
    amount: rule?.perMille ? "perMille" : "threshold",
    threshold: String(rule?.threshold ?? 50),
    perMille: String(rule?.perMille ?? 1),
    windowDays: String(rule ? (rule.windowDays ?? "") : 90),
    answerDays: String(rule?.answerDays ?? 60),
    countsFrom: rule?.countsFrom ?? "threshold",
    coolDownMonths: String(rule ? (rule.coolDownMonths ?? "") : 12),
  };
}

/** What is sent. What is no number is sent as 0, which the server refuses by name. */
export function toRule(fields: RuleFields): Schema["AnswerRuleEdit"] {
  return {
    [fields.amount]: number(fields[fields.amount]),
    ...(fields.windowDays.trim() && { windowDays: number(fields.windowDays) }),
    answerDays: number(fields.answerDays),
    countsFrom: fields.countsFrom,
    ...(fields.coolDownMonths.trim() && { coolDownMonths: number(fields.coolDownMonths) }),
  };
}

/** How many votes a share of the population is, as the server reckons it; undefined where that is unknown. */
export function thresholdOf(fields: RuleFields, population: number | undefined): number | undefined {
  if (!population) return undefined;
  const tenths = Math.round(number(fields.perMille) * 10);
  return Math.max(1, Math.ceil((tenths * population) / 10_000));
}

const number = (typed: string) => Number(typed.replace(",", ".")) || 0;
