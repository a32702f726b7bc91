import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Schema } from "@/lib/api";
import { Actor, Subject } from "./Names";

type Entry = Schema["AuditEntry"];
type Says = (who: ReactNode, whom: ReactNode) => ReactNode;

/** Who did what to whom, as a sentence. What the app does not know yet stands as the log has it. */
export function Sentence({ entry }: { entry: Entry }) {
  const says = sentences[entry.action] ?? unknown(entry.action);
  return says(<Actor entry={entry} />, <Subject entry={entry} />);
}

const unknown =
  (action: string): Says =>
  (who, whom) => (
    <>
      {who}: {action}, {whom}
    </>
  );

const leading: Record<string, Says> = {
  "lead.granted": (who, whom) => (
    <Trans>
      {who} gav {whom} ett uppdrag att leda
    </Trans>
  ),
  "lead.changed": (who, whom) => (
    <Trans>
      {who} ändrade ett uppdrag för {whom}
    </Trans>
  ),
  "lead.revoked": (who, whom) => (
    <Trans>
      {who} avslutade ett uppdrag för {whom}
    </Trans>
  ),
};

const accounts: Record<string, Says> = {
  "role.changed": (who, whom) => (
    <Trans>
      {who} ändrade rollen för {whom}
    </Trans>
  ),
  "role.kept": (_, whom) => <Trans>{whom} behöll sin roll, fast en inloggning inte längre ger den</Trans>,
  "suspension.begun": (who, whom) => (
    <Trans>
      {who} stängde av {whom}
    </Trans>
  ),
  "suspension.lifted": (who, whom) => (
    <Trans>
      {who} hävde avstängningen av {whom}
    </Trans>
  ),
  "account.disabled": (who, whom) => (
    <Trans>
      {who} spärrade kontot för {whom}
    </Trans>
  ),
  "account.enabled": (who, whom) => (
    <Trans>
      {who} öppnade kontot för {whom} igen
    </Trans>
  ),
  "account.closed": (who, whom) => (
    <Trans>
      {who} stängde kontot för {whom}
    </Trans>
  ),
  "closure.asked": (_, whom) => <Trans>{whom} bad om att få stänga sitt konto</Trans>,
  "closure.withdrawn": (_, whom) => <Trans>{whom} ångrade sig om att stänga sitt konto</Trans>,
  "export.requested": (_, whom) => <Trans>{whom} bad om en fil med sina uppgifter</Trans>,
};

const signingIn: Record<string, Says> = {
  "email.changed": (_, whom) => <Trans>{whom} bytte e-postadress</Trans>,
  "email.reverted": (_, whom) => <Trans>{whom} tog tillbaka sin gamla e-postadress</Trans>,
  "identity.linked": (_, whom) => <Trans>{whom} kopplade ett sätt att logga in</Trans>,
  "identity.unlinked": (_, whom) => <Trans>{whom} tog bort ett sätt att logga in</Trans>,
  "authenticator.added": (_, whom) => <Trans>{whom} slog på tvåstegsinloggning</Trans>,
  "authenticator.removed": (_, whom) => <Trans>{whom} stängde av tvåstegsinloggning</Trans>,
  "recovery-codes.renewed": (_, whom) => <Trans>{whom} tog fram nya reservkoder</Trans>,
  "passkey.added": (_, whom) => <Trans>{whom} lade till en passnyckel</Trans>,
  "passkey.removed": (_, whom) => <Trans>{whom} tog bort en passnyckel</Trans>,
  "passkey.copied": (_, whom) => <Trans>En passnyckel för {whom} kan ha kopierats</Trans>,
};

const organisations: Record<string, Says> = {
  "organisation.owners-changed": (who, whom) => (
    <Trans>
      {who} ändrade vilka som äger {whom}
    </Trans>
  ),
  "organisation.fell-dormant": (_, whom) => <Trans>{whom} blev vilande, utan ägare</Trans>,
  "organisation.verified": (who, whom) => (
    <Trans>
      {who} verifierade {whom}
    </Trans>
  ),
  "organisation.verification-withdrawn": (who, whom) => (
    <Trans>
      {who} tog bort verifieringen av {whom}
    </Trans>
  ),
};

const moderation: Record<string, Says> = {
  "merge.decided": (who, whom) => (
    <Trans>
      {who} avgjorde om {whom} skulle slås ihop med en annan
    </Trans>
  ),
  "merge.reversed": (who, whom) => (
    <Trans>
      {who} delade {whom} från en annan idé igen
    </Trans>
  ),
  "moderation.decided": (who, whom) => (
    <Trans>
      {who} avgjorde ett ärende om {whom}
    </Trans>
  ),
  "moderation.appeal-decided": (who, whom) => (
    <Trans>
      {who} avgjorde ett överklagande om {whom}
    </Trans>
  ),
  "moderation.policy-changed": (who) => <Trans>{who} ändrade reglerna</Trans>,
  "link-previews.set": (who) => <Trans>{who} ändrade om sidor som idéer länkar till hämtas</Trans>,
  "moderation.settings-changed": (who) => <Trans>{who} ändrade vad som väntar på granskning</Trans>,
};

const sentences: Record<string, Says> = {
  ...moderation,
  ...leading,
  ...accounts,
  ...signingIn,
  ...organisations,
};
