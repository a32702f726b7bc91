import { storage } from "./storage";

export type Theme = "system" | "light" | "dark";

/** The stored choice. public/theme.js puts it into force before the first paint. */
export function currentTheme(): Theme {
  const stored = storage.get("theme");
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Stores a choice and puts it into force; `system` forgets it. */
export function setTheme(theme: Theme): void {
  if (theme === "system") {
    storage.remove("theme");
    delete document.documentElement.dataset.theme;
  } else {
    storage.set("theme", theme);
    document.documentElement.dataset.theme = theme;
  }
}
