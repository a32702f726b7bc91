import { Link } from "@tanstack/react-router";
import { Breadcrumbs } from "@/ui/Breadcrumbs";
import { Button, LinkButton } from "@/ui/Button";
import { DateTime } from "@/ui/DateTime";
import { Icon, type IconName } from "@/ui/Icon";
import { Logo } from "@/ui/Logo";
import { Prose } from "@/ui/Prose";
import { Section } from "@/ui/Section";
import styles from "./Styleguide.module.css";

const colours = [
  "paper",
  "paper-raised",
  "paper-sunken",
  "ink",
  "ink-soft",
  "hairline",
  "edge",
  "accent",
  "accent-strong",
  "accent-wash",
  "danger",
  "success",
  "warning",
];
const icons: IconName[] = [
  "check",
  "plus",
  "minus",
  "close",
  "search",
  "menu",
  "arrow",
  "undo",
  "info",
  "alert",
  "comment",
  "calendar",
];
const html =
  "<p>Vi har frågat <strong>båtklubben</strong>, <em>hamnen</em> och <a href='/about'>kommunen</a>.</p><h2>Så går det till</h2><ul><li>Boka med bibliotekskortet</li><li>Hämta nyckel vid kajen</li></ul><blockquote><p>Älven är inte till för dem som har båt. Den är till för dem som bor här.</p></blockquote><pre><code>GET /api/v1/ideas</code></pre>";

export function FoundationSamples() {
  return (
    <>
      <Section title="Färg" note="Papper, bläck och en enda kulör.">
        <div className={styles.swatches}>
          {colours.map((name) => (
            <span key={name} className={styles.swatch}>
              <i style={{ background: `var(--${name})` }} />
              {name}
            </span>
          ))}
        </div>
      </Section>
      <Section title="Text" note="Hedvig Letters Serif och Familjen Grotesk.">
        <div className={`${styles.stack} ${styles.type}`}>
          <p style={{ font: "400 var(--text-4xl) / 1 var(--font-display)" }}>Vad saknar du?</p>
          <h2>Rubrik två: från idé till brygga</h2>
          <h3>Rubrik tre: åäö, ÅÄÖ, Łódź, Sápmi</h3>
          <Prose html={html} />
          <p>
            <DateTime at="2026-11-21T16:00:00Z" /> · <DateTime at="2026-11-21T16:00:00Z" as="date-time" /> ·{" "}
            <DateTime at="2026-11-21T16:00:00Z" as="relative" />
          </p>
        </div>
      </Section>
      <Section title="Knappar och länkar">
        <div className={styles.stack}>
          <div className={styles.row}>
            <Button variant="primary">Skicka idén</Button>
            <Button>Spara utkast</Button>
            <Button variant="plain">Avbryt</Button>
            <Button variant="danger">Ta bort</Button>
          </div>
          <div className={styles.row}>
            <Button variant="primary" busy>
              Skickar
            </Button>
            <Button disabled>Stängd</Button>
            <LinkButton to="/ideas/new" variant="primary">
              Skriv en idé
            </LinkButton>
            <LinkButton to="/ideas">
              Alla idéer <Icon name="arrow" mirrored />
            </LinkButton>
          </div>
          <Breadcrumbs>
            <Link to="/challenges">Utmaningar</Link>
            <Link to="/about">En älv för alla</Link>
          </Breadcrumbs>
          <div className={styles.row}>
            {icons.map((name) => (
              <Icon key={name} name={name} />
            ))}
          </div>
          <Logo place="Älvsala" />
        </div>
      </Section>
    </>
  );
}
