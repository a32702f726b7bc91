import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

/** The words for the contract's closed lists of values about people, in the language in use. */
export function stateLabel(state: Schema["PersonState"]): string {
  return { active: t`Aktiv`, suspended: t`Avstängd från att skriva`, disabled: t`Spärrad` }[state];
}

/** As stateLabel, for many: who is shown. */
export function statesLabel(state: Schema["PersonState"]): string {
  return { active: t`Aktiva`, suspended: t`Avstängda`, disabled: t`Spärrade` }[state];
}

/** What somebody of a role may do. */
export function roleMay(role: Schema["Role"]): string {
  return {
    member: t`Skriver idéer, kommenterar, röstar och anmäler sig till verkstäder. Leder något bara om en ledare ger det uppdraget.`,
    "project-leader": t`Startar utmaningar och verkstäder, leder dem, och utser vilka som leder tillsammans.`,
    moderator: t`Döljer idéer, tar bort kommentarer och stänger av medlemmar från att skriva. Ser konton, men inga e-postadresser.`,
    administrator: t`Får det som en moderator och en projektledare får, i alla utmaningar och verkstäder. Ger roller, spärrar konton, verifierar organisationer och läser granskningsloggen.`,
  }[role];
}
