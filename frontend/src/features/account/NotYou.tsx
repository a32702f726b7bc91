import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

/** The way out for who never registered, and for who cannot show that they did. */
export function NotYou() {
  return (
    <>
      <p>
        <Trans>Var det inte du? Då behöver du inte göra något. Inget konto skapas.</Trans>
      </p>
      <p>
        <Trans>
          Har du fått flera mejl, använd det senaste. Annars kan du{" "}
          <Link to="/register">registrera dig på nytt</Link>.
        </Trans>
      </p>
    </>
  );
}
