import { type RefObject, useEffect, useRef } from "react";

/**
 * Gives `box` the focus when what held it has gone with another `state`, as the button has whose press changed it:
 * else one would begin at the top of the page again.
 */
export function useKeptFocus(box: RefObject<HTMLElement | null>, state: unknown) {
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    if (document.activeElement === document.body) box.current?.focus();
  }, [box, state]);
}
