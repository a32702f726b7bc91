import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Section } from "@/ui/Section";
import styles from "./Home.module.css";

/** From what the municipality wants to what came of it, as one thread of five knots. */
export function HowItWorks() {
  const { t } = useLingui();
  const steps = [
    { name: t`Mål`, words: t`Det kommunen har lovat att nå.` },
    { name: t`Utmaning`, words: t`En fråga på vägen dit, som ingen kan svara på ensam.` },
    { name: t`Idé`, words: t`Du föreslår. Andra bygger vidare och röstar.` },
    { name: t`Aktivitet`, words: t`Vi ses i en verkstad och provar det som bär.` },
    { name: t`Effekt`, words: t`Vi berättar vad det gav, också när det inte gick.` },
  ];
  const more = (
    <Link to="/about">
      <Trans>Mer om hur det går till</Trans>
    </Link>
  );
  return (
    <Section title={t`En röd tråd`} note={more}>
      <ol className={styles.steps}>
        {steps.map(({ name, words }) => (
          <li key={name}>
            <h3>{name}</h3>
            <p>{words}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
