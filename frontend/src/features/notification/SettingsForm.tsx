import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { AllKinds } from "./AllKinds";
import { KindChoice } from "./KindChoice";
import styles from "./Notification.module.css";
import type { Settings } from "./queries";
import { SettingSwitch } from "./SettingSwitch";
import { groupLabel, groups } from "./words";

type Props = { settings: Settings };

/** One choice a kind, and whether there is mail at all. Each is saved when it is made. */
export function SettingsForm({ settings }: Props) {
  const { t } = useLingui();
  const [latest, setLatest] = useState("");
  const row = { settings, latest, onSaved: setLatest };
  return (
    <div className={styles.choices}>
      <SettingSwitch
        name="mail"
        label={t`Mejla mig om det som händer`}
        hint={t`Beslut som gäller dig själv mejlar vi alltid.`}
        {...row}
      />
      <SettingSwitch name="followCommented" label={t`Följ det jag kommenterar`} {...row} />
      <SettingSwitch name="followSupported" label={t`Följ det jag röstar på`} {...row} />
      {settings.mail && <AllKinds />}
      {settings.mail &&
        groups(settings.choices).map(([group, choices]) => (
          <fieldset key={group} className={styles.group}>
            <legend>{groupLabel(group)}</legend>
            {choices.map(({ kind }) => (
              <KindChoice key={kind} kind={kind} {...row} />
            ))}
          </fieldset>
        ))}
    </div>
  );
}
