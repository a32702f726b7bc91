import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/format";
import type { Kind } from "./kinds";

export function helpKindLabel(kind: Kind): string {
  return {
    knowledge: t`Kunskap`,
    people: t`Människor`,
    tools: t`Verktyg och material`,
    venue: t({ message: "Plats", context: "behov" }),
    funding: t`Pengar`,
    permission: t`Tillstånd`,
  }[kind];
}

export const languageCodes = [
  "sv",
  "en",
  "fi",
  "se",
  "ar",
  "so",
  "ti",
  "uk",
  "fa",
  "ku",
  "es",
  "de",
  "fr",
  "pl",
  "ru",
  "tr",
] as const satisfies Schema["HelpLanguage"][];

/** A language in the reader's own. */
export function languageLabel(code: string): string {
  const name = new Intl.DisplayNames([i18n.locale.slice(0, 2), "sv"], { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

export function needStateLabel(state: Schema["NeedState"]): string {
  return {
    open: t({ message: "Söks", context: "behov" }),
    fulfilled: t`Ordnat`,
    closed: t({ message: "Stängt", context: "behov" }),
    expired: t`Tiden har gått ut`,
  }[state];
}

export function offerStateLabel(state: Schema["OfferState"]): string {
  return {
    open: t({ message: "Öppet", context: "erbjudande" }),
    paused: t({ message: "Pausat", context: "erbjudande" }),
    ended: t({ message: "Avslutat", context: "erbjudande" }),
    expired: t`Tiden har gått ut`,
  }[state];
}

export function contactStateLabel(state: Schema["ContactState"]): string {
  return {
    asked: t`Väntar på svar`,
    accepted: t`Ni har kontakt`,
    declined: t`Tackade nej`,
    withdrawn: t({ message: "Avslutad", context: "kontakt" }),
  }[state];
}

export function outcomeLabel(outcome: Schema["Outcome"]): string {
  return { kept: t`Löftet hölls`, partly: t`Hölls delvis`, "not-kept": t`Blev inte av` }[outcome];
}

/** How much of something, in its unit: "12 timmar". */
export const amountOf = (amount: number, unit: string) => `${formatNumber(amount)} ${unit}`.trimEnd();
