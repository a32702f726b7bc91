import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

export function mandateLabel(mandate: Schema["Mandate"]): string {
  return { owner: t`Ägare`, representative: t`Företrädare`, member: t`Medlem` }[mandate];
}

/** What somebody with the mandate may do, in a sentence. */
export function mandateHint(mandate: Schema["Mandate"]): string {
  return {
    owner: t`Bestämmer över sidan, medlemmarna och deras uppdrag, och skriver i organisationens namn.`,
    representative: t`Skriver idéer och kommentarer i organisationens namn och kan bjuda in fler.`,
    member: t`Hör till organisationen och ser vem som gör vad, men skriver inte i dess namn.`,
  }[mandate];
}

const mandates = ["owner", "representative", "member"] as const;

/** The mandates that somebody with one may give: up to their own. */
export const mandatesUpTo = (own: Schema["Mandate"]) => mandates.slice(mandates.indexOf(own));

export function actLabel(action: Schema["Act"]["action"]): string {
  return {
    founded: t`startade organisationen`,
    "profile-edited": t`ändrade sidan`,
    "idea-created": t`skrev en idé`,
    "idea-edited": t`ändrade en idé`,
    "idea-published": t`publicerade en idé`,
    "idea-withdrawn": t`drog tillbaka en idé`,
    "comment-created": t`skrev en kommentar`,
    "comment-edited": t`ändrade en kommentar`,
    "comment-deleted": t`tog bort en kommentar`,
    "member-invited": t`bjöd in någon`,
    "invitation-revoked": t`tog tillbaka en inbjudan`,
    "member-joined": t`gick med`,
    "mandate-changed": t`ändrade uppdraget för`,
    "member-removed": t`tog bort`,
    "member-left": t`lämnade organisationen`,
    "owner-appointed": t`gjorde någon till ägare:`,
    "fell-dormant": t`var den sista ägaren, så organisationen blev vilande`,
    verified: t`verifierade organisationen`,
    "verification-withdrawn": t`tog bort verifieringen`,
    "need-stated": t`berättade vad en idé behöver`,
    "need-edited": t`ändrade vad en idé behöver`,
    "offer-made": t`lade upp ett erbjudande`,
    "offer-edited": t`ändrade ett erbjudande`,
    "contact-asked": t`frågade om hjälp`,
    "contact-answered": t`svarade på en fråga om hjälp`,
    "commitment-made": t`lovade att hjälpa till`,
    "commitment-withdrawn": t`tog tillbaka ett löfte om hjälp`,
    "outcome-recorded": t`berättade vad det blev av ett löfte`,
  }[action];
}
