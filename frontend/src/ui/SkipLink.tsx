import { Trans } from "@lingui/react/macro";
import type { MouseEvent } from "react";
import styles from "./SkipLink.module.css";

/** The first stop of the keyboard: past the header, to the matter. */
export function SkipLink({ target }: { target: string }) {
  const skip = (event: MouseEvent) => {
    event.preventDefault(); // The router must not take the fragment for a page.
    document.getElementById(target)?.focus();
  };
  return (
    <a className={styles.skip} href={`#${target}`} onClick={skip}>
      <Trans>Hoppa till innehållet</Trans>
    </a>
  );
}
