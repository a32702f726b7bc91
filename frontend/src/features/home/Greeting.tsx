import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { municipalityQuery } from "@/features/municipality/use-municipality";
import { SITE, usePageTitle } from "@/lib/page-title";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Home.module.css";

/** The municipality's own words, in its own language: its greeting is the page's h1. */
export function Greeting() {
  usePageTitle(SITE);
  const { data: municipality, isPending } = useQuery(municipalityQuery);
  if (isPending) return <Skeleton rows={1} />;
  const lang = municipality?.languages[0];
  return (
    <header className={styles.greeting}>
      <h1 tabIndex={-1} lang={lang}>
        <bdi>{municipality?.greeting ?? SITE}</bdi>
      </h1>
      <div className={styles.about}>
        <p lang={lang}>
          <bdi>{municipality?.about}</bdi>
        </p>
        <p>
          <Link to="/ideas/new">
            <Trans>Har du redan en idé? Skriv den</Trans>
          </Link>
        </p>
      </div>
    </header>
  );
}
