import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import type { Change } from "./queries";

export const cadences = ["at-once", "daily", "weekly", "never"] as const satisfies Schema["Cadence"][];

/** How soon, in words. */
export const cadenceLabel = (cadence: Schema["Cadence"]): string =>
  ({ "at-once": t`Genast`, daily: t`En gång om dagen`, weekly: t`En gång i veckan`, never: t`Aldrig` })[
    cadence
  ];

/** What is told, as a choice. */
export const kindLabel = (kind: Schema["ChosenKind"]): string =>
  ({
    mention: t`Någon nämner dig`,
    reply: t`Någon svarar dig`,
    comment: t`Nya kommentarer`,
    "official-reply": t`Kommunen svarar i en diskussion`,
    thanks: t`Någon tackar för din kommentar`,
    "idea-answered": t`Kommunen svarar på en idé`,
    "idea-stage": t`En idé kommer vidare`,
    "idea-repeats": t`Kommunen bedömer att din idé upprepar en annan`,
    "idea-supported": t`Nya röster för dina idéer`,
    "idea-published": t`Nya idéer`,
    "phase-turned": t`En utmaning går in i en ny fas`,
    "phase-moved": t`En utmanings faser ändras`,
    "co-author-invited": t`Du bjuds in som medförfattare`,
    "hand-over-offered": t`Du får frågan om att ta över en idé`,
    "hand-over-answered": t`Du får svar om vem som tar över en idé`,
    "hand-over-expired": t`Ingen tar över en idé i tid`,
    "adoption-offered": t`En idé söker någon som tar över`,
    "idea-taken-over": t`En idé får en ny författare`,
    "merge-proposed": t`Någon föreslår att slå ihop din idé med en annan`,
    "merge-decided": t`Det avgörs om idéer slås ihop`,
    "vote-move-asked": t`Du får frågan om att flytta din röst`,
    "match-found": t`Behov och erbjudanden passar ihop`,
    "contact-asked": t`Någon vill ha kontakt med dig`,
    "contact-answered": t`Du får svar på en fråga om kontakt`,
    commitment: t`Någon lovar att hjälpa till`,
    "commitment-outcome": t`Någon berättar hur det gick med det du lovade`,
    "answer-due": t`En idé väntar på ditt svar`,
    "post-published": t`Det du skrev har lästs och publiceras`,
    "report-acted": t`Något du rapporterade har åtgärdats`,
    "report-kept": t`Något du rapporterade har lästs och står kvar`,
  })[kind];

const GROUPS = {
  talk: ["mention", "reply", "comment", "official-reply", "thanks"],
  ideas: [
    "idea-answered",
    "idea-stage",
    "idea-repeats",
    "idea-supported",
    "idea-published",
    "phase-turned",
    "phase-moved",
  ],
  help: ["match-found", "contact-asked", "contact-answered", "commitment", "commitment-outcome"],
  moderation: ["post-published", "report-acted", "report-kept"],
  asked: [],
} satisfies Record<string, Schema["ChosenKind"][]>;

export type Group = keyof typeof GROUPS;

/** What belongs together, in words. */
export const groupLabel = (group: Group): string =>
  ({
    talk: t`Samtal`,
    ideas: t`Idéer och utmaningar`,
    asked: t`Samarbete om idéer`,
    help: t`Hjälp`,
    moderation: t`Granskning och rapporter`,
  })[group];

type Choice = Schema["NotificationChoice"];

/** The choices by what belongs together; what has no group of its own is about who writes and decides on ideas. */
export function groups(choices: Choice[]): [Group, Choice[]][] {
  const groupOf = ({ kind }: Choice): Group =>
    (Object.keys(GROUPS) as Group[]).find((group) =>
      (GROUPS[group] as Schema["ChosenKind"][]).includes(kind),
    ) ?? "asked";
  return (["talk", "ideas", "asked", "help", "moderation"] as const).map((group) => [
    group,
    choices.filter((choice) => groupOf(choice) === group),
  ]);
}

/** Chooses how soon for one kind, or for all of them. */
export const withMail =
  (mail: Schema["Cadence"], kind?: Schema["ChosenKind"]): Change =>
  (kept) => ({
    ...kept,
    choices: kept.choices.map((choice) =>
      kind === undefined || choice.kind === kind ? { ...choice, mail } : choice,
    ),
  });

/** Takes back that one was chosen for all of them, but for kinds that were chosen anew since. */
export const withMailOf =
  (before: Schema["NotificationChoice"][], all: Schema["Cadence"]): Change =>
  (kept) => ({
    ...kept,
    choices: kept.choices.map((choice) =>
      choice.mail === all
        ? { ...choice, mail: before.find(({ kind }) => kind === choice.kind)?.mail ?? all }
        : choice,
    ),
  });
