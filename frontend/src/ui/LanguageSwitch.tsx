import { useLingui } from "@lingui/react/macro";
import { currentLocale, languages, offered, setLocale } from "@/lib/i18n";
import { Menu } from "./Menu";

/** The language of the program. Each language is named in itself. */
export function LanguageSwitch() {
  const { t, i18n } = useLingui();
  const chosen = languages[currentLocale()].name;
  return (
    <Menu label={<span lang={i18n.locale}>{chosen}</span>} name={t`Språk: ${chosen}`}>
      {offered.map((locale) => (
        <li key={locale}>
          <button
            type="button"
            lang={locale}
            aria-pressed={locale === i18n.locale}
            onClick={() => void setLocale(locale)}
          >
            {languages[locale].name}
          </button>
        </li>
      ))}
    </Menu>
  );
}
