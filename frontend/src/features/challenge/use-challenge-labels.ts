import { useLingui } from "@lingui/react/macro";

/** The fields' names as people see them, by the API's names. */
export function useChallengeLabels() {
  const { t } = useLingui();
  return {
    title: t`Namn`,
    question: t`Frågan till alla`,
    description: t`Beskrivning`,
    voting: t`Så här röstar man`,
    proposers: t`Vilka får lämna idéer`,
    voters: t`Vilka får rösta`,
    opensAt: t`Öppnar`,
    closesAt: t`Stänger`,
    imageId: t`Bild`,
    imageAlt: t`Beskriv bilden i ord`,
    focusAreaId: t`Fokusområde`,
  };
}
