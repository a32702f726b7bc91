import { useCallback, useEffect, useRef, useState } from "react";
import { storage } from "./storage";

/** What a form holds: text, choices and lists of choices, by field name. */
export type Fields = Record<string, string | string[] | boolean>;

const PREFIX = "draft.";
/** Drafts older than this, in milliseconds, are forgotten: 30 days. */
const LIFETIME = 30 * 24 * 3600 * 1000;
/** Typing pauses this long, in milliseconds, before it is kept. */
const PAUSE = 400;

/**
 * A form's fields, kept in this browser while they are written, so that a lost
 * network, a closed tab or an ended session loses nothing. `key` names the form
 * and what it is about, as "idea.new" or "idea.<id>". `restored` tells that the
 * fields came from an earlier visit. Call `clear` once they have been sent.
 */
export function useDraft<T extends Fields>(key: string, initial: T) {
  const [found] = useState(() => loadDraft(key, initial));
  const [fields, setFields] = useState<T>(found ?? initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const set = useCallback((change: Partial<T>) => setFields((now) => ({ ...now, ...change })), []);
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    storage.remove(PREFIX + key);
  }, [key]);
  /** Throws the draft away and goes back to how the form began. */
  const reset = useCallback(() => {
    clear();
    setFields(initial);
  }, [clear, initial]);

  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    timer.current = setTimeout(() => saveDraft(key, fields), PAUSE);
    return () => clearTimeout(timer.current);
  }, [key, fields]);

  return { fields, set, clear, reset, restored: found !== undefined };
}

/** Keeps fields under a key. Returns whether the browser could. */
export function saveDraft(key: string, fields: Fields): boolean {
  return storage.set(PREFIX + key, JSON.stringify({ savedAt: Date.now(), fields }));
}

/** The kept fields of the same kinds as in `initial`; undefined if none, old or unreadable. */
export function loadDraft<T extends Fields>(key: string, initial: T): T | undefined {
  const kept = parse(storage.get(PREFIX + key));
  if (!kept || Date.now() - kept.savedAt > LIFETIME) return undefined;
  const entries = Object.entries(initial).map(([name, value]) => [name, sameKind(kept.fields[name], value)]);
  return Object.fromEntries(entries) as T;
}

/** Forgets every draft, as when somebody signs out of a shared computer. */
export const clearDrafts = () => storage.removeAll(PREFIX);

function sameKind(kept: unknown, initial: Fields[string]): unknown {
  if (Array.isArray(initial))
    return Array.isArray(kept) ? kept.filter((v) => typeof v === "string") : initial;
  return typeof kept === typeof initial ? kept : initial;
}

function parse(text: string | undefined): { savedAt: number; fields: Record<string, unknown> } | undefined {
  if (!text) return undefined;
  try {
    const value = JSON.parse(text);
    return typeof value?.savedAt === "number" && typeof value.fields === "object" && value.fields
      ? value
      : undefined;
  } catch {
    return undefined; // Written by another version of the program: as if there were none.
  }
}
