import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { SITE, usePageTitle } from "@/lib/page-title";
import styles from "./Home.module.css";

/** The municipality's own words: its greeting is the page's h1. */
export function Greeting() {
  usePageTitle(SITE);
  const municipality = useMunicipality();
  return (
    <header className={styles.greeting}>
      <h1 tabIndex={-1}>{municipality?.greeting ?? SITE}</h1>
      <div className={styles.about}>
        <p>{municipality?.about}</p>
        <p>
          <Link to="/ideas/new">
            <Trans>Har du redan en idé? Skriv den</Trans>
          </Link>
        </p>
      </div>
    </header>
  );
}
