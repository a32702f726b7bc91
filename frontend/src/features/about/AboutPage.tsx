import { Trans, useLingui } from "@lingui/react/macro";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { PageHeader } from "@/ui/PageHeader";
import { Prose } from "@/ui/Prose";
import { Section } from "@/ui/Section";
import styles from "./About.module.css";
import { AccessibilityStatement } from "./AccessibilityStatement";
import { OpenSource } from "./OpenSource";
import { Privacy } from "./Privacy";

/** What this is, how it works, how accessible it is, what happens to one's data, and that it is open. */
export function AboutPage() {
  const { t } = useLingui();
  const municipality = useMunicipality();
  return (
    <>
      <PageHeader
        title={t`Om Medskapa`}
        lead={
          municipality?.about ??
          t`En plats där invånare, föreningar, företag, forskare och kommunen gör något av idéerna tillsammans.`
        }
      />
      <div id="how" className={styles.part}>
        <Section title={t`Så fungerar det`}>
          <HowItWorks />
        </Section>
      </div>
      <div id="accessibility" className={styles.part}>
        <Section title={t`Tillgänglighet`}>
          <AccessibilityStatement />
        </Section>
      </div>
      <div id="privacy" className={styles.part}>
        <Section title={t`Dina uppgifter`}>
          <Privacy />
        </Section>
      </div>
      <div id="open-source" className={styles.part}>
        <Section title={t`Öppen källkod`}>
          <OpenSource />
        </Section>
      </div>
    </>
  );
}

function HowItWorks() {
  return (
    <Prose>
      <ol>
        <li>
          <Trans>
            <strong>Någon ställer en fråga.</strong> En utmaning börjar med en öppen fråga från dem som leder
            den, och är öppen en tid.
          </Trans>
        </li>
        <li>
          <Trans>
            <strong>Du svarar med en idé.</strong> Kort eller lång, färdig eller bara påbörjad. Du kan också
            lägga fram en idé som ingen har frågat efter.
          </Trans>
        </li>
        <li>
          <Trans>
            <strong>Andra stöder, tycker till och bygger vidare.</strong> Var och en har en röst per idé, och
            kan ändra sig tills utmaningen stänger.
          </Trans>
        </li>
        <li>
          <Trans>
            <strong>Vi ses i verkstäder.</strong> Där arbetar vi vidare med idéerna, i en lokal eller på
            nätet.
          </Trans>
        </li>
      </ol>
      <p>
        <Trans>
          Alla kan läsa utan konto. För att delta skapar du ett konto och talar om som vad du deltar, så att
          andra vet vem som talar.
        </Trans>
      </p>
    </Prose>
  );
}
