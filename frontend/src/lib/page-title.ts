import { useEffect } from "react";

/** The part after the dash in every title. */
export const SITE = "Medskapa";

/** Sets the document's title while the page is shown. Undefined leaves it be, as while loading. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title === SITE ? SITE : `${title} – ${SITE}`;
  }, [title]);
}
