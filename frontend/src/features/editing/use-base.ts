import { useState } from "react";
import type { Tagged } from "@/lib/api";

/**
 * What a form edits, and the tag its saving must send: held still while the
 * cache reads anew, so that nobody's change is overwritten unseen. `replace`
 * begins the form afresh (`round` is its key); `advance` takes what one saved
 * oneself, and leaves the form standing.
 */
export function useBase<T>(loaded: Tagged<T>) {
  const [base, setBase] = useState({ ...loaded, round: 0 });
  const replace = (fresh: Tagged<T>) => setBase(({ round }) => ({ ...fresh, round: round + 1 }));
  const advance = (fresh: Tagged<T>) => setBase(({ round }) => ({ ...fresh, round }));
  return { base, replace, advance };
}
