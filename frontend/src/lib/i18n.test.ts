import { i18n } from "@lingui/core";
import { afterEach, describe, expect, it } from "vitest";
import { currentLocale, detectLocale, registerCatalog, setLocale } from "./i18n";
import { toPseudo } from "./pseudo";

afterEach(() => setLocale("sv"));

describe("the language", () => {
  it("is the stored choice, then the browser's, then Swedish", () => {
    expect(detectLocale("en", ["sv-SE"])).toBe("en");
    expect(detectLocale(undefined, ["fi", "en-US", "sv"])).toBe("en");
    expect(detectLocale("xx", ["ar"])).toBe("sv");
    expect(detectLocale(undefined, [])).toBe("sv");
  });

  it("turns the whole document, and is remembered", async () => {
    await setLocale("en");
    expect(document.documentElement).toHaveAttribute("lang", "en");
    expect(document.documentElement).toHaveAttribute("dir", "ltr");
    expect(detectLocale(localStorage.getItem("medskapa.locale") ?? undefined, [])).toBe("en");
    await setLocale("ar-XB");
    expect(document.documentElement).toHaveAttribute("dir", "rtl");
    expect(currentLocale()).toBe("ar-XB");
  });

  it("loads the words of parts that came before and after the switch", async () => {
    const words = (sv: string, en: string) => ({
      "./locales/sv.po": async () => ({ messages: { [`${sv}.id`]: sv } }),
      "./locales/en.po": async () => ({ messages: { [`${sv}.id`]: en } }),
    });
    await registerCatalog("before", words("hej", "hello"));
    await setLocale("en");
    await registerCatalog("after", words("då", "bye"));
    expect(i18n._("hej.id")).toBe("hello");
    expect(i18n._("då.id")).toBe("bye");
  });
});

describe("the pseudo-locale", () => {
  it("mirrors words and leaves tags, placeholders and plural forms working", () => {
    i18n.load(
      "ar-XB",
      toPseudo({
        text: ["See <0>all</0> of ", ["place"]] as never,
        count: [["n", "plural", { one: ["# idea"], other: ["#", " ideas"] }]] as never,
      }),
    );
    i18n.activate("ar-XB", "en-GB");
    expect(i18n._("text", { place: "X" })).toBe("\u202eSee\u202c <0>\u202eall\u202c</0> \u202eof\u202c X");
    expect(i18n._("count", { n: 2 })).toBe("2 \u202eideas\u202c");
  });
});
