import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

/** What one thing found is. */
export function foundLabel(kind: Schema["SearchKind"]): string {
  return {
    challenge: t`Utmaning`,
    idea: t`Idé`,
    comment: t`Kommentar`,
    organisation: t`Organisation`,
    person: t`Person`,
    workshop: t`Verkstad`,
  }[kind];
}

/** What many things found are. */
export function foundsLabel(kind: Schema["SearchKind"]): string {
  return {
    challenge: t`Utmaningar`,
    idea: t`Idéer`,
    comment: t`Kommentarer`,
    organisation: t`Organisationer`,
    person: t`Personer`,
    workshop: t`Verkstäder`,
  }[kind];
}

export function withinLabel(time: Schema["SearchTime"]): string {
  return { week: t`Senaste veckan`, month: t`Senaste månaden`, year: t`Senaste året` }[time];
}
