import { useLingui } from "@lingui/react/macro";
import { IdentitiesSection } from "@/features/identity/IdentitiesSection";
import type { Schema } from "@/lib/api";
import { Section } from "@/ui/Section";
import { Passkeys } from "./Passkeys";
import { SecondFactor } from "./SecondFactor";

/** What one signs in with besides a password. */
export function WaysIn({ methods }: { methods: Schema["SignInMethods"] }) {
  const { t } = useLingui();
  return (
    <>
      <Section
        title={t`Passnycklar`}
        note={t`Logga in med finger, ansikte eller PIN. Inget att komma ihåg, och inget att lura av dig.`}
      >
        <Passkeys />
      </Section>
      <Section title={t`Två steg`} note={t`En kod från en app, utöver lösenordet.`}>
        <SecondFactor methods={methods} />
      </Section>
      <IdentitiesSection />
    </>
  );
}
