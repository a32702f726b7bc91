import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { Icon } from "./Icon";
import styles from "./Menu.module.css";

type Props = {
  /** What the button says. */
  label: ReactNode;
  /** Its name where the label alone says too little. */
  name?: string;
  /** `<li>` with links or buttons. Pressing one closes the menu. */
  children: ReactNode;
};

/** Lets a list that would reach past the window's edge begin where its button does, instead of ending there. */
function place(panel: HTMLUListElement | null) {
  if (!panel) return;
  const { left, right } = panel.getBoundingClientRect();
  panel.toggleAttribute("data-start", left < 0 || right > document.documentElement.clientWidth);
}

/** A button that opens a short list of links and actions: a disclosure, so Tab goes through it as through any list. */
export function Menu({ label, name, children }: Props) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  // The focus stays on what remains; a new page takes it from there.
  const close = () => {
    trigger.current?.focus();
    setOpen(false);
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what bubbles from the controls inside.
    <div className={styles.menu} onBlur={leave} onKeyDown={closeOnEscape}>
      <button
        ref={trigger}
        type="button"
        className={styles.trigger}
        aria-expanded={open}
        aria-controls={id}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {label}
        <Icon name="chevron" />
      </button>
      {open && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: pressing a link or button inside bubbles a click, from the keyboard too.
        <ul ref={place} id={id} className={styles.panel} onClick={close}>
          {children}
        </ul>
      )}
    </div>
  );
}
