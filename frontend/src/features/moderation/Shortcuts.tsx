import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent } from "react";
import { useDraft } from "@/lib/draft";
import { Checkbox } from "@/ui/Choice";
import styles from "./Moderation.module.css";

type Props = { onNext: () => void; onPrevious: () => void };

/** One key goes on or back in the queue. Whoever speaks to their computer, or types by accident, turns it off. */
export function Shortcuts({ onNext, onPrevious }: Props) {
  const { t } = useLingui();
  const { fields, set } = useDraft("moderation.keys", { on: true as boolean });
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!fields.on || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "j") onNext();
    if (event.key === "k") onPrevious();
  });
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <div className={styles.keys}>
      <Checkbox name="keys" label={t`Tangentgenvägar`} checked={fields.on} onChange={(on) => set({ on })} />
      {fields.on && (
        <p className={styles.soft}>
          <Trans>
            <kbd>J</kbd> nästa · <kbd>K</kbd> föregående · piltangenterna väljer beslut · <kbd>Ctrl</kbd>+
            <kbd>Enter</kbd> skickar
          </Trans>
        </p>
      )}
    </div>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(target.type));
