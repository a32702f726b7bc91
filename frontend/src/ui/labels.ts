import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

/** The words for the contract's closed lists of values, in the language in use. */
export function kindLabel(kind: Schema["ParticipantKind"]): string {
  return {
    resident: t`Invånare`,
    company: t`Företag`,
    association: t`Förening`,
    researcher: t`Forskare`,
    "public-body": t`Offentlig aktör`,
    university: t`Lärosäte`,
    department: t({ message: "Förvaltning", context: "aktör" }),
  }[kind];
}

/** As kindLabel, for many: who a workshop is for. */
export function kindsLabel(kind: Schema["ParticipantKind"]): string {
  return {
    resident: t`invånare`,
    company: t`företag`,
    association: t`föreningar`,
    researcher: t`forskare`,
    "public-body": t`offentliga aktörer`,
    university: t`lärosäten`,
    department: t`förvaltningar`,
  }[kind];
}

export function roleLabel(role: Schema["Role"]): string {
  return {
    member: t`Medlem`,
    "project-leader": t`Projektledare`,
    moderator: t`Moderator`,
    administrator: t`Administratör`,
  }[role];
}

export function challengeStateLabel(state: Schema["ChallengeState"]): string {
  return { draft: t`Utkast`, open: t`Öppen`, closed: t`Stängd`, archived: t`Arkiverad` }[state];
}

export function phaseLabel(kind: Schema["PhaseKind"]): string {
  return {
    "collect-ideas": t`Samla idéer`,
    "refine-together": t`Förfina tillsammans`,
    vote: t`Rösta`,
    decide: t`Besluta`,
    do: t`Genomföra`,
    "follow-up": t`Följa upp`,
  }[kind];
}

export function ideaStateLabel(state: Schema["IdeaState"]): string {
  return {
    draft: t`Utkast`,
    waiting: t`Väntar på granskning`,
    published: t`Publicerad`,
    withdrawn: t`Tillbakadragen`,
    hidden: t`Dold`,
    merged: t`Ingår i en annan`,
  }[state];
}

export function workshopStateLabel(state: Schema["WorkshopState"]): string {
  return { draft: t`Utkast`, published: t`Planerad`, cancelled: t`Inställd` }[state];
}

export function choiceLabel(choice: Schema["Choice"]): string {
  return { support: t`Stöd`, agree: t`Håller med`, disagree: t`Håller inte med`, pass: t`Avstår` }[choice];
}
