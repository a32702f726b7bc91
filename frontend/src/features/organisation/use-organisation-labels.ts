import { useLingui } from "@lingui/react/macro";

/** What the fields of an organisation are called, by name. */
export function useOrganisationLabels() {
  const { t } = useLingui();
  return {
    name: t`Organisationens namn`,
    kind: t`Slag`,
    description: t`Om organisationen`,
    website: t`Webbplats`,
    organisationNumber: t`Organisationsnummer`,
    contactEmail: t`E-postadress för kontakt`,
    contactShown: t`Visa adressen för alla`,
  };
}
