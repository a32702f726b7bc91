import { useLingui } from "@lingui/react/macro";

/** The fields' names as people see them, by the API's names. */
export function useWorkshopLabels() {
  const { t } = useLingui();
  return {
    title: t`Titel`,
    description: t`Beskrivning`,
    startsAt: t`Börjar`,
    endsAt: t`Slutar`,
    place: t`Plats`,
    link: t`Länk`,
    seats: t`Antal platser`,
    audience: t`Öppen för`,
    challengeId: t`Hör till utmaningen`,
  };
}
