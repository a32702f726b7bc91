import { useState } from "react";
import { type Fields, useDraft } from "@/lib/draft";

/**
 * A form's draft, and what it holds that is not in `saved`. `restored` only
 * when an earlier visit left something that differs; a draft that says what is
 * saved already is nobody's news.
 */
export function useFormDraft<T extends Fields>(key: string, saved: T) {
  const draft = useDraft(key, saved);
  const unsaved = JSON.stringify(draft.fields) !== JSON.stringify(saved);
  const [restored, setRestored] = useState(draft.restored && unsaved);
  const reset = () => {
    draft.reset();
    setRestored(false);
  };
  return { ...draft, reset, restored, unsaved };
}
