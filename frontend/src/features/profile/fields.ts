import { t } from "@lingui/core/macro";
import type { Schema } from "@/lib/api";
import { withScheme } from "@/lib/with-scheme";

export type FieldName = Schema["ProfileFieldName"];
export type Visibility = Schema["Visibility"];

/** The fields of a profile in the order in which they are asked for and shown. */
export const fieldNames: FieldName[] = [
  "full-name",
  "about",
  "place",
  "website",
  "languages",
  "contact-email",
  "contact-phone",
];

/** What the form holds: every field, those without a text too. */
export type Draft = Record<FieldName, { value: string; visibility: Visibility }>;

/** The form's fields for a profile. What is not there yet is private until somebody says otherwise. */
export function draftOf(profile: Schema["Profile"]): Draft {
  const told = new Map(profile.fields.map((field) => [field.name, field]));
  return Object.fromEntries(
    fieldNames.map((name) => {
      const { value = "", visibility = "private" } = told.get(name) ?? {};
      return [name, { value, visibility }];
    }),
  ) as Draft;
}

/** What is sent: the fields that have a text. */
export function fieldsOf(draft: Draft): Schema["ProfileField"][] {
  return fieldNames
    .map((name) => ({ name, value: sent(name, draft[name].value), visibility: draft[name].visibility }))
    .filter(({ value }) => value !== "");
}

const sent = (name: FieldName, value: string) => (name === "website" ? withScheme(value) : value.trim());

export function fieldLabel(name: FieldName): string {
  return {
    "full-name": t`Fullständigt namn`,
    about: t`Om dig`,
    place: t`Ort eller stadsdel`,
    website: t`Webbplats`,
    languages: t`Språk du talar`,
    "contact-email": t`E-post för kontakt`,
    "contact-phone": t`Telefon`,
  }[name];
}

/** The same, on the page that others read. */
export function shownLabel(name: FieldName): string {
  return {
    "full-name": t`Namn`,
    about: t`Om`,
    place: t`Ort eller stadsdel`,
    website: t`Webbplats`,
    languages: t`Språk`,
    "contact-email": t`E-post`,
    "contact-phone": t`Telefon`,
  }[name];
}

export function visibilityLabel(visibility: Visibility): string {
  return {
    public: t({ message: "Alla", context: "vem som ser" }),
    members: t`Inloggade`,
    private: t`Bara du`,
  }[visibility];
}
