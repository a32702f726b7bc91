import { t } from "@lingui/core/macro";
import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import { invalid } from "@/lib/error-text";
import type { ApiError } from "@/lib/errors";
import { withScheme } from "@/lib/with-scheme";

/** What the form holds: the API's fields as text, empty where nothing is told. */
export type OrganisationFields = {
  name: string;
  kind: string;
  organisationNumber: string;
  website: string;
  description: string;
  contactEmail: string;
  contactShown: boolean;
};

export const noFields: OrganisationFields = {
  name: "",
  kind: "association",
  organisationNumber: "",
  website: "",
  description: "",
  contactEmail: "",
  contactShown: false,
};

/** `contactEmail` stands beside the organisation, since the public one may lack it. */
export const fieldsOf = (
  o: Schema["Organisation"],
  contactEmail: string | undefined,
): OrganisationFields => ({
  name: o.name,
  kind: o.kind,
  organisationNumber: o.organisationNumber ?? "",
  website: o.website ?? "",
  description: o.description,
  contactEmail: contactEmail ?? "",
  contactShown: o.contactShown,
});

/** Whether a text is a Swedish organisation number whose check digit fits, as the server sees it. */
export function isOrganisationNumber(text: string): boolean {
  const digits = text.trim().replace(/^(\d{6})-(\d{4})$/, "$1$2");
  if (!/^[1-9]\d[2-9]\d{7}$/.test(digits)) return false;
  const sum = [...digits].reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  return sum % 10 === 0;
}

/** What must be put right before the form is worth sending; the rules are the server's. */
export function faults(fields: OrganisationFields): ApiError | undefined {
  const empty = missing(fields, ["name", "kind", ...(fields.contactShown ? ["contactEmail"] : [])]);
  if (empty) return empty;
  const number = fields.organisationNumber.trim();
  if (number === "" || isOrganisationNumber(number)) return undefined;
  const detail = t`Numret stämmer inte. Det har tio siffror, som 556016-0680.`;
  return invalid([{ field: "organisationNumber", code: "wrong_format", detail }]);
}

export function toCreate(fields: OrganisationFields): Schema["OrganisationCreate"] {
  const { organisationNumber, website, contactEmail } = trimmed(fields);
  return {
    ...told(fields),
    ...(organisationNumber && { organisationNumber }),
    ...(website && { website }),
    ...(contactEmail && { contactEmail }),
  };
}

/** Everything the form holds; what was emptied is null. */
export function toEdit(fields: OrganisationFields): Schema["OrganisationEdit"] {
  const { organisationNumber, website, contactEmail } = trimmed(fields);
  return {
    ...told(fields),
    organisationNumber: organisationNumber || null,
    website: website || null,
    contactEmail: contactEmail || null,
  };
}

const trimmed = (fields: OrganisationFields) => ({
  organisationNumber: fields.organisationNumber.trim(),
  website: withScheme(fields.website),
  contactEmail: fields.contactEmail.trim(),
});

const told = (fields: OrganisationFields) => ({
  name: fields.name.trim(),
  kind: fields.kind as Schema["OrganisationKind"],
  description: fields.description,
  contactShown: fields.contactShown,
});
