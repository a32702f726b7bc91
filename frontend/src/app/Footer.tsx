import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { Logo } from "@/ui/Logo";
import styles from "./Footer.module.css";

/** Who is behind this, and what one has a right to know. */
export function Footer() {
  const { t } = useLingui();
  const municipality = useMunicipality();
  return (
    <footer className={styles.footer}>
      <div className={styles.row}>
        <div className={styles.words}>
          <Logo place={municipality?.name} />
          <p>
            <Trans>
              Här gör invånare, föreningar, företag, forskare och kommunen något av idéerna tillsammans.
            </Trans>
          </p>
        </div>
        <nav aria-label={t`Sidfot`}>
          <ul className={styles.links}>
            <li>
              <Link to="/organisations">
                <Trans>Organisationer</Trans>
              </Link>
            </li>
            <li>
              <Link to="/needs">
                <Trans>Behov och erbjudanden</Trans>
              </Link>
            </li>
            <li>
              <Link to="/about">
                <Trans>Om Medskapa</Trans>
              </Link>
            </li>
            <li>
              <Link to="/moderation">
                <Trans>Regler</Trans>
              </Link>
            </li>
            <li>
              <Link to="/about" hash="accessibility">
                <Trans>Tillgänglighet</Trans>
              </Link>
            </li>
            <li>
              <Link to="/about" hash="privacy">
                <Trans>Dina uppgifter</Trans>
              </Link>
            </li>
            <li>
              <a href="/api/v1/docs">
                <Trans>Öppet API</Trans>
              </a>
            </li>
            {municipality?.mailbox && (
              <li>
                <Link to="/mailbox">
                  <Trans>Brevlåda</Trans>
                </Link>
              </li>
            )}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
