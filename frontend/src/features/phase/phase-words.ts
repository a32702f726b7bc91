import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import { formatDate } from "@/lib/format";
import { lastMoment } from "@/lib/last-moment";
import { phaseLabel } from "@/ui/labels";

export type Act = Schema["PhaseAct"];

/** What a phase can be open for, in the order it is read. */
export const acts: Act[] = ["posting", "commenting", "voting", "needs"];

/** What one may do in a phase that is open for an act. */
export function actLabel(act: Act): string {
  return {
    posting: t`Lämna idéer`,
    commenting: t`Kommentera`,
    voting: t`Rösta`,
    needs: t`Behov och erbjudanden`,
  }[act];
}

/** What a phase is open for, in a line. */
export function openWords(open: Act[]): string {
  if (open.length === 0) return t`Läsa`;
  return acts
    .filter((act) => open.includes(act))
    .map(actLabel)
    .join(" · ");
}

/** The names of the fields of phases as they are sent, by the API's names: which phase, and what of it. */
export const phaseFaults = (rows: { kind: Schema["PhaseKind"] }[]): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap(({ kind }, n) => {
      const name = phaseLabel(kind);
      return [
        [`phases/${n}/startsAt`, t`${name}, börjar`],
        [`phases/${n}/endsAt`, t`${name}, slutar`],
      ];
    }),
  );

/** From when until when, by days: what ends at midnight ended the day before. */
export function periodWords({ startsAt, endsAt }: Pick<Schema["PhaseTerms"], "startsAt" | "endsAt">): string {
  const from = formatDate(startsAt, "date");
  if (!endsAt) return t`från ${from}, tills vidare`;
  const until = formatDate(lastMoment(endsAt), "date");
  return from === until ? from : t`${from} – ${until}`;
}

/** What a template is called, and for what it is. */
export function templateWords(key: Schema["ChallengeTemplateKey"]): { label: string; hint: string } {
  return {
    "e-proposal": {
      label: t`E-förslag`,
      hint: t`Förslag samlar stöd i fyra månader. Sedan svarar kommunen.`,
    },
    "design-challenge": {
      label: t`Designutmaning`,
      hint: t`Samla brett, förfina tillsammans, rösta, besluta och genomför.`,
    },
    "quick-question": {
      label: t`Snabb fråga`,
      hint: t`Tio dagar att svara och tycka till. Sedan ett besked.`,
    },
  }[key];
}
