import { useSyncExternalStore } from "react";

const KEY = "medskapa.unread";
const listeners = new Set<() => void>();

/**
 * How many notifications are unread. The one tab that listens to the server writes it
 * down; the others, and the next page, read it there, so that nobody asks for it.
 */
export function setUnread(unread: number) {
  try {
    localStorage.setItem(KEY, String(unread));
  } catch {
    // Without storage, the page of notifications still tells.
  }
  for (const told of listeners) told();
}

export const useUnread = () => useSyncExternalStore(subscribe, unread);

function unread(): number {
  try {
    return Number(localStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
}

function subscribe(told: () => void) {
  listeners.add(told);
  addEventListener("storage", told);
  return () => {
    listeners.delete(told);
    removeEventListener("storage", told);
  };
}
