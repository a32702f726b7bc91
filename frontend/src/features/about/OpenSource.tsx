import { Trans } from "@lingui/react/macro";
import { Prose } from "@/ui/Prose";

/** That the program and its data are open, and where to begin. */
export function OpenSource() {
  return (
    <Prose>
      <p>
        <Trans>
          Medskapa är öppen källkod under EU:s licens <a href="https://eupl.eu/1.2/sv/">EUPL-1.2</a>. Varje
          kommun, förening eller skola får använda, granska, ändra och dela programmet.
        </Trans>
      </p>
      <p>
        <Trans>
          Allt som syns här går också att läsa genom ett öppet API, som följer den nationella REST
          API-profilen: <a href="/api/v1/docs">läs dokumentationen</a>.
        </Trans>
      </p>
      <p>
        <Trans>
          Teckensnitten Hedvig Letters Serif och Familjen Grotesk är fria, under SIL Open Font License.
        </Trans>
      </p>
    </Prose>
  );
}
