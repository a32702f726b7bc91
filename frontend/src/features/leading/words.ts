import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";

export function leadRoleLabel(role: Schema["LeadRole"]): string {
  return { leader: t`Ledare`, "co-leader": t`Medledare` }[role];
}

/** What somebody in the role may do, in a sentence. */
export function leadRoleHint(role: Schema["LeadRole"]): string {
  return {
    leader: t`Bestämmer, och utser andra som leder.`,
    "co-leader": t`Hjälper till att leda, men utser inte andra.`,
  }[role];
}
