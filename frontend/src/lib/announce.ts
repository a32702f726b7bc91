/**
 * Tells a screen reader something that happened without moving the focus. The
 * one live region stands in the shell's layout; polite, so it waits its turn.
 */
export const ANNOUNCER_ID = "announcer";

export function announce(text: string): void {
  const region = document.getElementById(ANNOUNCER_ID);
  if (!region) return;
  // The same words twice must also be heard twice: a new node each time.
  const line = document.createElement("p");
  line.textContent = text;
  region.replaceChildren(line);
}
