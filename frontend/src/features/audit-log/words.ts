import { t } from "@lingui/core/macro";

/** What can have been done, by what it is about and by the codes of the log. */
const words = (): { about: string; actions: Record<string, string> }[] => [
  {
    about: t`Att leda`,
    actions: {
      "lead.granted": t`Uppdrag givet`,
      "lead.changed": t`Uppdrag ändrat`,
      "lead.revoked": t`Uppdrag avslutat`,
    },
  },
  {
    about: t`Roller och konton`,
    actions: {
      "role.changed": t`Roll ändrad`,
      "role.kept": t`Roll kvar, fast en inloggning inte längre ger den`,
      "suspension.begun": t`Avstängning inledd`,
      "suspension.lifted": t`Avstängning hävd`,
      "account.disabled": t`Konto spärrat`,
      "account.enabled": t`Konto öppnat igen`,
      "closure.asked": t`Bad om att stänga kontot`,
      "closure.withdrawn": t`Ångrade sig om att stänga kontot`,
      "account.closed": t`Konto stängt`,
      "export.requested": t`Bad om sina uppgifter`,
    },
  },
  {
    about: t`Inloggning`,
    actions: {
      "email.changed": t`E-postadress bytt`,
      "email.reverted": t`Byte av e-postadress ångrat`,
      "identity.linked": t`Inloggningssätt kopplat`,
      "identity.unlinked": t`Inloggningssätt bortkopplat`,
      "authenticator.added": t`Tvåstegsinloggning på`,
      "authenticator.removed": t`Tvåstegsinloggning av`,
      "recovery-codes.renewed": t`Nya reservkoder`,
      "passkey.added": t`Passnyckel tillagd`,
      "passkey.removed": t`Passnyckel borttagen`,
      "passkey.copied": t`Tecken på en kopierad passnyckel`,
    },
  },
  {
    about: t`Moderering`,
    actions: {
      "merge.decided": t`Beslut om att slå ihop idéer`,
      "merge.reversed": t`Idéer som slagits ihop delades igen`,
      "moderation.decided": t`Beslut om något som skrivits`,
      "moderation.appeal-decided": t`Överklagande avgjort`,
      "moderation.policy-changed": t`Regler ändrade`,
      "link-previews.set": t`Rubriker för länkar slagna på eller av`,
      "moderation.settings-changed": t`Vad som väntar på granskning ändrat`,
    },
  },
  {
    about: t`Organisationer`,
    actions: {
      "organisation.owners-changed": t`Ägare ändrade`,
      "organisation.fell-dormant": t`Organisation blev vilande`,
      "organisation.verified": t`Organisation verifierad`,
      "organisation.verification-withdrawn": t`Verifiering borttagen`,
    },
  },
];

/** Every action that has words, by what it is about. */
export const actionGroups = () =>
  words().map(({ about, actions }) => ({
    about,
    actions: Object.entries(actions).map(([action, label]) => ({ action, label })),
  }));

export function detailLabel(key: string): string {
  const known: Record<string, string> = {
    from: t`Från`,
    to: t`Till`,
    role: t`Roll`,
    thing: t`Vad`,
    endsAt: t`Till och med`,
    provider: t`Genom`,
    owner: t`Ägare`,
    because: t`Varför`,
    contributions: t`Det som var skrivet`,
  };
  return known[key] ?? key;
}

/** Values that are codes, in words. */
export function valueLabel(key: string, value: string): string {
  const known: Record<string, string> = key === "because" ? reasons() : values();
  return known[value] ?? value;
}

const values = () => ({
  member: t`medlem`,
  "project-leader": t`projektledare`,
  moderator: t`moderator`,
  administrator: t`administratör`,
  leader: t`ledare`,
  "co-leader": t`medledare`,
  challenge: t`en utmaning`,
  workshop: t`en verkstad`,
  "focus-area": t`ett fokusområde`,
  keep: t`står kvar`,
  remove: t`togs bort`,
});

/** How somebody became or ceased to be an owner. */
const reasons = () => ({
  owner: t`fick uppdraget`,
  representative: t`blev företrädare i stället`,
  member: t`blev medlem i stället`,
  invited: t`tackade ja till en inbjudan`,
  left: t`lämnade organisationen`,
  succeeded: t`tog över efter den sista ägaren`,
});
