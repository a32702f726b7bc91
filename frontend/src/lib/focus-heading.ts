/** How long, in milliseconds, a page may take until its title no longer takes the focus. */
const PATIENCE = 10_000;

/**
 * Moves the focus to the page's h1 after navigation, so that a screen reader
 * says where one came and the keyboard starts there. Waits for a title that is
 * not yet there, and gives up as soon as the reader does something else.
 */
export function focusHeading(): void {
  if (focusNow()) return;
  const observer = new MutationObserver(() => focusNow() && stop());
  const timer = setTimeout(() => stop(), PATIENCE);
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    removeEventListener("keydown", stop);
    removeEventListener("pointerdown", stop);
  };
  addEventListener("keydown", stop);
  addEventListener("pointerdown", stop);
  observer.observe(document.body, { childList: true, subtree: true });
}

function focusNow(): boolean {
  const heading = document.querySelector<HTMLElement>("main h1");
  heading?.focus({ preventScroll: true });
  return heading !== null;
}
