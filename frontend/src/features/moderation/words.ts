import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

/** Every ground, in the order in which people choose. */
export const grounds: Schema["ModerationGround"][] = [
  "harassment",
  "hate",
  "unlawful",
  "personal-data",
  "spam",
  "impersonation",
  "copyright",
  "off-topic",
  "other",
];

/** Why something is reported, or restricted. */
export function groundLabel(ground: Schema["ModerationGround"]): string {
  const words: Record<Schema["ModerationGround"], string> = {
    harassment: t`Påhopp eller trakasserier`,
    hate: t`Hot eller hets mot en grupp`,
    unlawful: t`Annat som är olagligt`,
    "personal-data": t`Någon annans personuppgifter`,
    spam: t`Reklam eller skräp`,
    impersonation: t`Utger sig för att vara någon annan`,
    copyright: t`Någon annans verk`,
    "off-topic": t`Hör inte till ämnet`,
    other: t`Annat`,
  };
  return words[ground];
}

/** The rule that a ground is by, which a moderator may word anew. */
export function ruleOf(ground: Schema["ModerationGround"]): string {
  const words: Record<Schema["ModerationGround"], string> = {
    harassment: t`Våra regler: påhopp och trakasserier`,
    hate: t`Lag (1998:112) om ansvar för elektroniska anslagstavlor, 5 §`,
    unlawful: t`Lag (1998:112) om ansvar för elektroniska anslagstavlor, 5 §`,
    "personal-data": t`Våra regler: andras personuppgifter`,
    spam: t`Våra regler: reklam och skräp`,
    impersonation: t`Våra regler: att utge sig för att vara någon annan`,
    copyright: t`Upphovsrättslagen (1960:729)`,
    "off-topic": t`Våra regler: det som inte hör till ämnet`,
    other: "",
  };
  return words[ground];
}

/** Whether a decision is against somebody, who is told why. */
export const restricts = (action: Schema["ModerationAction"]) =>
  action !== "keep" && action !== "publish" && action !== "restore";

/** What a moderator can decide, as a verb. */
export function actionLabel(action: Schema["ModerationAction"]): string {
  const words: Record<Schema["ModerationAction"], string> = {
    keep: t`Gör ingenting`,
    publish: t`Släpp igenom`,
    warn: t`Varna`,
    lock: t`Lås`,
    hide: t`Dölj`,
    suspend: t`Stäng av från att skriva`,
    restore: t`Återställ`,
  };
  return words[action];
}

/** What each of them does. */
export function actionHint(action: Schema["ModerationAction"]): string {
  const words: Record<Schema["ModerationAction"], string> = {
    keep: t`Det står kvar, och den som skrev får inte veta något.`,
    publish: t`Det publiceras nu, och den som skrev får veta det.`,
    warn: t`Det står kvar, och den som skrev får veta vad som inte var bra.`,
    lock: t`Det står kvar, men tar inga kommentarer och går inte att ändra.`,
    hide: t`Bara den som skrev och moderatorer ser det.`,
    suspend: t`Den som skrev kan läsa men inte skriva.`,
    restore: t`Det som är dolt, låst eller avstängt blir som förut.`,
  };
  return words[action];
}

/** What was done, as it is told afterwards. */
export function doneLabel(what: string): string {
  const words: Record<string, string> = {
    report: t`Rapporter`,
    keep: t`Inget gjort`,
    publish: t`Släppt igenom`,
    warn: t`Varning`,
    lock: t`Låst`,
    hide: t`Dolt`,
    suspend: t`Avstängning`,
    restore: t`Återställt`,
    "appeal-upheld": t`Överklagan avslagen`,
    "appeal-overturned": t`Överklagan bifallen`,
  };
  return words[what] ?? what;
}

/** One reason for a score of spam. */
export function signLabel(name: Schema["SpamSign"]["name"]): string {
  const words: Record<Schema["SpamSign"]["name"], string> = {
    links: t`Många länkar`,
    repeated: t`Samma text skrevs nyss`,
    "same-word": t`Samma ord om och om igen`,
    "new-account": t`Nytt konto`,
    words: t`Ord från tidigare beslut`,
  };
  return words[name];
}

/** What a thing is. */
export function thingLabel(kind: Schema["ThingKind"]): string {
  const words: Record<Schema["ThingKind"], string> = {
    idea: t`Idé`,
    comment: t`Kommentar`,
    need: t({ message: "Behov", context: "ett" }),
    offer: t`Erbjudande`,
    commitment: t`Löfte`,
    organisation: t`Organisation`,
    person: t`Person`,
  };
  return words[kind];
}
