import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { currentTheme, setTheme, type Theme } from "@/lib/theme";
import { Menu } from "./Menu";

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { t } = useLingui();
  const [theme, show] = useState(currentTheme);
  const labels: Record<Theme, string> = { system: t`Som systemet`, light: t`Ljust`, dark: t`Mörkt` };
  const choose = (next: Theme) => {
    setTheme(next);
    show(next);
  };
  return (
    <Menu label={t`Utseende`}>
      {(Object.keys(labels) as Theme[]).map((choice) => (
        <li key={choice}>
          <button type="button" aria-pressed={choice === theme} onClick={() => choose(choice)}>
            {labels[choice]}
          </button>
        </li>
      ))}
    </Menu>
  );
}
