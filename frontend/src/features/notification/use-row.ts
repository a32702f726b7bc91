import { useLingui } from "@lingui/react/macro";
import { announce } from "@/lib/announce";
import { errorText } from "@/lib/error-text";
import { type ApiError, GIVEN_UP } from "@/lib/errors";
import { type Change, type Settings, useChangeSettings } from "./queries";

/** What a row of the settings needs: what is kept, and which row was saved latest. */
export type Row = { settings: Settings; latest: string; onSaved: (name: string) => void };

/** A row that is saved when it is changed: it shows the change at once, and what is kept again where it was refused. */
export function useRow(name: string, { settings, latest, onSaved }: Row) {
  const { t } = useLingui();
  const change = useChangeSettings();
  const shown = change.isPending ? change.variables(settings) : settings;
  const save = (to: Change) => {
    onSaved("");
    change.mutate(to, {
      onSuccess: () => {
        onSaved(name);
        announce(t`Sparat`);
      },
      onError: (error) => announce(refusal(error) ?? ""),
    });
  };
  return { shown, save, saved: latest === name, error: refusal(change.error) };
}

const refusal = (error: ApiError | null) => (error && error.code !== GIVEN_UP ? errorText(error) : undefined);
