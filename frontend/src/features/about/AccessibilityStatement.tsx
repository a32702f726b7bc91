import { Trans } from "@lingui/react/macro";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { Prose } from "@/ui/Prose";

/** How far everybody can use this, what may still be hard, and where to turn. */
export function AccessibilityStatement() {
  const name = useMunicipality()?.name ?? "";
  return (
    <Prose>
      <p>
        <Trans>
          Alla ska kunna delta här. Vi bygger för att uppfylla EN 301 549 och WCAG 2.2 på nivå AA: sidorna går
          att använda med enbart tangentbord, med skärmläsare, på en liten skärm, vid 400 procents förstoring,
          i mörkt läge och med mindre rörelse.
        </Trans>
      </p>
      <h3>
        <Trans>Så har vi prövat</Trans>
      </h3>
      <p>
        <Trans>
          Varje version prövas automatiskt i en webbläsare. Någon oberoende granskning är ännu inte gjord, så
          det kan finnas brister som vi inte känner till.
        </Trans>
      </p>
      <h3>
        <Trans>Det här kan vara svårt</Trans>
      </h3>
      <ul>
        <li>
          <Trans>
            Idéer och kommentarer är skrivna av många olika personer. Texterna kan vara svåra att läsa, och
            sakna rubriker.
          </Trans>
        </li>
        <li>
          <Trans>Beskrivningar av bilder skrivs av dem som lägger in bilderna, och kan vara för korta.</Trans>
        </li>
        <li>
          <Trans>Idéer och kommentarer översätts inte. De står på det språk de skrevs på.</Trans>
        </li>
      </ul>
      <h3>
        <Trans>Stöter du på hinder?</Trans>
      </h3>
      <p>
        <Trans>
          Hör av dig till {name}, så hjälper vi dig och rättar till felet. Är du inte nöjd med svaret kan du
          anmäla det till <a href="https://www.digg.se/tdosanmalan">Myndigheten för digital förvaltning</a>,
          som har tillsyn över lagen om tillgänglighet till digital offentlig service.
        </Trans>
      </p>
    </Prose>
  );
}
