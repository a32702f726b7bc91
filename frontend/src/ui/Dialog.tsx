import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";
import styles from "./Dialog.module.css";

type Props = {
  open: boolean;
  /** Escape, a press beside the dialog, or a button of the page's own. */
  onClose: () => void;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons; what was asked for first, the way out last. */
  actions: ReactNode;
};

/** A question that must be answered before going on: the browser's own modal dialog. */
export function Dialog({ open, onClose, title, children, actions }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  const pressBeside = (event: MouseEvent) =>
    event.target === dialog.current && isOutside(event, dialog.current) && onClose();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, by the browser.
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      // React hands on what closes a dialog inside this one.
      onClose={(event) => event.target === event.currentTarget && onClose()}
      onClick={pressBeside}
    >
      {open && (
        <>
          <h2 id={id}>{title}</h2>
          {children}
          <div className={styles.actions}>{actions}</div>
        </>
      )}
    </dialog>
  );
}

function isOutside(event: MouseEvent, dialog: HTMLDialogElement): boolean {
  const box = dialog.getBoundingClientRect();
  return (
    event.clientX < box.left ||
    event.clientX > box.right ||
    event.clientY < box.top ||
    event.clientY > box.bottom
  );
}
