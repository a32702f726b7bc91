import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { Prose } from "@/ui/Prose";
import { Retention } from "./Retention";

/** What is kept about people, who sees it, and what they can ask for. */
export function Privacy() {
  const municipality = useMunicipality();
  const name = municipality?.name ?? "";
  return (
    <Prose>
      {municipality?.demo && (
        <p>
          <strong>
            <Trans>
              Det här är en provmiljö. Skriv inget som är hemligt, och använd inte ett lösenord som du har på
              andra ställen.
            </Trans>
          </strong>
        </p>
      )}
      <h3>
        <Trans>Det alla ser</Trans>
      </h3>
      <p>
        <Trans>
          Namnet du väljer, som inte behöver vara ditt riktiga, vad du deltar som, det du själv visar i din
          profil, och de idéer och kommentarer du publicerar. Hur du har röstat visas inte för andra; de ser
          bara summan.
        </Trans>
      </p>
      <h3>
        <Trans>Det bara du och {name} har</Trans>
      </h3>
      <p>
        <Trans>
          Din e-postadress, som vi skickar mejl till, dina utkast, dina röster och dina anmälningar. De som
          leder en verkstad ser vilka som är anmälda till den. Lösenordet sparas så att ingen kan läsa det,
          inte vi heller.
        </Trans>
      </p>
      <h3>
        <Trans>I din webbläsare</Trans>
      </h3>
      <p>
        <Trans>
          En kaka håller dig inloggad, och en annan ser i tio sekunder till att du själv ser det du nyss
          skrev. Språk, utseende och påbörjade texter sparas i din egen webbläsare. Ingen följer dig mellan
          webbplatser, och vi visar inga annonser.
        </Trans>
      </p>
      <h3>
        <Trans>Hur länge vi sparar det</Trans>
      </h3>
      <Retention />
      <h3>
        <Trans>Dina rättigheter</Trans>
      </h3>
      <p>
        <Trans>
          {name} ansvarar för uppgifterna. Du har rätt att få veta vad som finns om dig, få det rättat och i
          många fall raderat. Du ändrar det mesta i <Link to="/profile">din profil</Link>, och hämtar allt
          eller stänger kontot under <Link to="/profile/privacy">dina uppgifter</Link>; för resten hör du av
          dig till kommunen. Det som skickas till en kommun kan vara allmän handling. Klagomål prövas av{" "}
          <a href="https://www.imy.se">Integritetsskyddsmyndigheten</a>.
        </Trans>
      </p>
    </Prose>
  );
}
