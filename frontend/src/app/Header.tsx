import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useRouterState } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useMunicipality } from "@/features/municipality/use-municipality";
import { Icon } from "@/ui/Icon";
import { LanguageSwitch } from "@/ui/LanguageSwitch";
import { Logo } from "@/ui/Logo";
import { ThemeSwitch } from "@/ui/ThemeSwitch";
import { AccountMenu } from "./AccountMenu";
import styles from "./Header.module.css";

/** Logo, main navigation, language, looks and account. Below 80 rem all but the logo folds into a menu. */
export function Header() {
  const { t } = useLingui();
  const municipality = useMunicipality();
  const { toggle, open, setOpen } = useMenuUntilNavigation();
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    toggle.current?.focus();
    setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what bubbles from the controls inside.
    <header className={styles.header} onKeyDown={closeOnEscape}>
      <div className={styles.row}>
        <Link to="/" className={styles.home} aria-label={t`Medskapa, startsidan`}>
          <Logo place={municipality?.name} />
        </Link>
        <button
          ref={toggle}
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          aria-controls="site-menu"
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "close" : "menu"} />
          <Trans>Meny</Trans>
        </button>
        <div id="site-menu" className={styles.parts} data-open={open}>
          <MainLinks />
          <div className={styles.tools}>
            <LanguageSwitch />
            <ThemeSwitch />
            <AccountMenu />
          </div>
        </div>
      </div>
    </header>
  );
}

function MainLinks() {
  const { t } = useLingui();
  return (
    <nav aria-label={t`Huvudmeny`} className={styles.links}>
      <Link to="/challenges">
        <Trans>Utmaningar</Trans>
      </Link>
      <Link to="/ideas">
        <Trans>Idéer</Trans>
      </Link>
      <Link to="/needs">
        <Trans>Behov</Trans>
      </Link>
      <Link to="/workshops">
        <Trans>Verkstäder</Trans>
      </Link>
      <Link to="/about">
        <Trans context="huvudmeny">Om</Trans>
      </Link>
      <Link to="/search">
        <Trans>Sök</Trans>
      </Link>
    </nav>
  );
}

function useMenuUntilNavigation() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { i18n } = useLingui();
  const toggle = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what closes it.
  useEffect(() => setOpen(false), [path]);
  // Another language too, which is to be seen on the page; what was pressed goes with the menu.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is what closes it.
  useEffect(() => {
    if (open) toggle.current?.focus();
    setOpen(false);
  }, [i18n.locale]);
  return { toggle, open, setOpen };
}
