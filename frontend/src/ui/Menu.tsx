import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { Icon } from "./Icon";
import styles from "./Menu.module.css";

type Props = {
  /** What the button says. */
  label: ReactNode;
  /** Its name where the label alone says too little. */
  name?: string;
  /** Whether the list begins where the button does, as in a row of filters, and does not end there. */
  start?: boolean;
  /** `<li>` with links or buttons. Pressing one closes the menu. */
  children: ReactNode;
};

/** The list keeps this far from the window's edges where it can, in pixels: the least gutter. */
const EDGE = 16;

const beyond = (panel: HTMLElement) => {
  const { left, right } = panel.getBoundingClientRect();
  return Math.max(EDGE - left, right - document.documentElement.clientWidth + EDGE, 0);
};

/** Lets a list begin where its button does, or end there, whichever is wanted, or else keeps it better within the window. */
function place(panel: HTMLUListElement | null, start: boolean) {
  if (!panel) return;
  panel.toggleAttribute("data-start", !start);
  const other = beyond(panel);
  panel.toggleAttribute("data-start", start);
  if (other < beyond(panel)) panel.toggleAttribute("data-start", !start);
}

/** A button that opens a short list of links and actions: a disclosure, so Tab goes through it as through any list. */
export function Menu({ label, name, start = false, children }: Props) {
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
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation(); // what it stands in stays open
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what bubbles from the controls inside.
    <div className={styles.menu} data-start={start || undefined} onBlur={leave} onKeyDown={closeOnEscape}>
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
        <ul ref={(panel) => place(panel, start)} id={id} className={styles.panel} onClick={close}>
          {children}
        </ul>
      )}
    </div>
  );
}
