import { i18n, type Messages } from "@lingui/core";
import { toPseudo } from "./pseudo";
import { storage } from "./storage";

/**
 * Languages by BCP 47 tag. To add one: a line here, the tag in lingui.config.ts
 * and in scripts/message-catalogs.ts, and its catalogs beside the others.
 * `ar-XB` is English run through a right-to-left mirror, to try the layout with.
 */
export const languages = {
  sv: { name: "Svenska", dir: "ltr" },
  en: { name: "English", dir: "ltr" },
  "ar-XB": { name: "Pseudo (RTL)", dir: "rtl" },
} as const;

export type Locale = keyof typeof languages;

/** What readers may choose; the pseudo-locale is for those who build. */
export const offered: Locale[] = import.meta.env.DEV ? ["sv", "en", "ar-XB"] : ["sv", "en"];

type Loaded = { messages: Messages };
export type CatalogLoaders = Record<"sv" | "en", () => Promise<Loaded>>;

const catalogs = new Map<string, CatalogLoaders>();
let current: Locale = detectLocale(storage.get("locale"), globalThis.navigator?.languages ?? []);

/** The language in use. */
export const currentLocale = (): Locale => current;

/** A stored choice first, then what the browser asks for, then Swedish. */
export function detectLocale(stored: string | undefined, wanted: readonly string[]): Locale {
  if (stored && stored in languages) return stored as Locale;
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (base === "sv" || base === "en") return base;
  }
  return "sv";
}

/** Makes a part's messages known, and waits until they are there in the language in use. */
export async function registerCatalog(name: string, loaders: CatalogLoaders): Promise<void> {
  catalogs.set(name, loaders);
  await load(loaders, current);
}

/** Switches language: loads what is missing, then the whole page changes at once. */
export async function setLocale(locale: Locale): Promise<void> {
  await Promise.all([...catalogs.values()].map((loaders) => load(loaders, locale)));
  storage.set("locale", locale);
  activate(locale);
}

/** Puts the language into force: words, `lang` and `dir` of the document. */
export function activate(locale: Locale = current): void {
  current = locale;
  document.documentElement.lang = locale;
  document.documentElement.dir = languages[locale].dir;
  i18n.activate(locale, formattingLocale(locale));
}

/** The tag to format dates and numbers by: the pseudo-locale counts as English. */
export function formattingLocale(locale: Locale = current): string {
  return { sv: "sv-SE", en: "en-GB", "ar-XB": "en-GB" }[locale];
}

async function load(loaders: CatalogLoaders, locale: Locale): Promise<void> {
  const { messages } = await loaders[locale === "sv" ? "sv" : "en"]();
  i18n.load(locale, locale === "ar-XB" ? toPseudo(messages) : messages);
}
