import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import type { Schema } from "@/lib/api";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Choice";
import { FormErrors } from "@/ui/FormErrors";
import { SelectField } from "@/ui/SelectField";
import { useToast } from "@/ui/Toast";
import styles from "./Notification.module.css";
import { type Settings, useSaveSettings } from "./queries";
import { cadenceLabel, cadences, groupLabel, groups, kindLabel } from "./words";

type Props = { settings: Schema["NotificationSettings"]; etag: string };

/** One choice a kind, and whether there is mail at all. */
export function SettingsForm({ settings, etag }: Props) {
  const { t } = useLingui();
  const toast = useToast();
  const { version: _, ...kept } = settings;
  const [now, setNow] = useState<Settings>(kept);
  const save = useSaveSettings(etag);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate(now, { onSuccess: () => toast({ text: t`Sparat.` }) });
  };
  const choose = (kind: string, mail: string) =>
    setNow({
      ...now,
      choices: now.choices.map((one) =>
        one.kind === kind ? { ...one, mail: mail as Schema["Cadence"] } : one,
      ),
    });
  return (
    <form noValidate onSubmit={submit} className={styles.choices}>
      <FormErrors error={save.error} labels={{ choices: t`Mejl` }} />
      <Checkbox
        name="mail"
        label={t`Mejla mig om det som händer`}
        hint={t`Beslut som gäller dig själv mejlar vi alltid.`}
        checked={now.mail}
        onChange={(mail) => setNow({ ...now, mail })}
      />
      <Checkbox
        name="followCommented"
        label={t`Följ det jag kommenterar`}
        checked={now.followCommented}
        onChange={(followCommented) => setNow({ ...now, followCommented })}
      />
      <Checkbox
        name="followSupported"
        label={t`Följ det jag röstar på`}
        checked={now.followSupported}
        onChange={(followSupported) => setNow({ ...now, followSupported })}
      />
      {now.mail &&
        groups(now.choices).map(([group, choices]) => (
          <fieldset key={group} className={styles.group}>
            <legend>{groupLabel(group)}</legend>
            {choices.map(({ kind, mail }) => (
              <SelectField
                key={kind}
                name={kind}
                label={kindLabel(kind)}
                value={mail}
                onChange={(value) => choose(kind, value)}
              >
                {cadences.map((cadence) => (
                  <option key={cadence} value={cadence}>
                    {cadenceLabel(cadence)}
                  </option>
                ))}
              </SelectField>
            ))}
          </fieldset>
        ))}
      <Button type="submit" variant="primary" busy={save.isPending}>
        <Trans>Spara</Trans>
      </Button>
    </form>
  );
}
