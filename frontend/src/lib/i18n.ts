import { i18n, type Messages } from "@lingui/core";
import { storage } from "./storage";

/**
 * Languages by BCP 47 tag. To add one: a line here and an empty file
 * src/app/locales/<tag>.po; `npm run messages` then makes the catalogs to fill.
 * `ar-XB` is English run through a right-to-left mirror, to try the layout with.
 */
export const languages = {
  sv: { name: "Svenska", dir: "ltr", format: "sv-SE" },
  en: { name: "English", dir: "ltr", format: "en-GB" },
  "ar-XB": { name: "Pseudo (RTL)", dir: "rtl", format: "en-GB" },
} as const;

export type Locale = keyof typeof languages;

const PSEUDO = "ar-XB";

/** What readers may choose; the pseudo-locale is for those who build. */
export const offered = (Object.keys(languages) as Locale[]).filter(
  (tag) => import.meta.env.DEV || tag !== PSEUDO,
);

/** Catalogs by file name, as `import.meta.glob("./locales/*.po")` gives them. */
export type CatalogLoaders = Record<string, () => Promise<unknown>>;

const catalogs = new Map<string, CatalogLoaders>();
let current: Locale = detectLocale(storage.get("locale"), globalThis.navigator?.languages ?? []);

/** The language in use. */
export const currentLocale = (): Locale => current;

/** A stored choice first, then what the browser asks for, then Swedish. */
export function detectLocale(stored: string | undefined, wanted: readonly string[]): Locale {
  if (stored && stored in languages) return stored as Locale;
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (base in languages) return base as Locale;
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
  return languages[locale].format;
}

async function load(loaders: CatalogLoaders, locale: Locale): Promise<void> {
  const file = `/${locale === PSEUDO ? "en" : locale}.po`;
  const loader = Object.entries(loaders).find(([path]) => path.endsWith(file))?.[1];
  if (!loader) throw new Error(`No catalog ${file} among ${Object.keys(loaders)}`);
  const { messages } = (await loader()) as { messages: Messages };
  if (locale !== PSEUDO) return i18n.load(locale, messages);
  const { toPseudo } = await import("./pseudo");
  i18n.load(locale, toPseudo(messages));
}
