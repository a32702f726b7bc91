/**
 * Local storage that never throws: private windows, full disks and embedded
 * pages may forbid it, and then everything simply is as on a first visit.
 */
export const storage = {
  get(key: string): string | undefined {
    try {
      return localStorage.getItem(`medskapa.${key}`) ?? undefined;
    } catch {
      return undefined;
    }
  },
  /** Returns whether the value was kept. */
  set(key: string, value: string): boolean {
    try {
      localStorage.setItem(`medskapa.${key}`, value);
      return true;
    } catch {
      return false;
    }
  },
  remove(key: string): void {
    try {
      localStorage.removeItem(`medskapa.${key}`);
    } catch {
      // Nothing can be stored here, so nothing is left to remove.
    }
  },
  /** Removes every key with the prefix. */
  removeAll(prefix: string): void {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(`medskapa.${prefix}`)) localStorage.removeItem(key);
      }
    } catch {
      // As above.
    }
  },
};
