import { useEffect, useState } from "react";

/** Whether something has been under way for longer than a second, after which people wonder. */
export function useSlow(under: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!under) return;
    const timer = setTimeout(() => setSlow(true), 1000);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [under]);
  return slow;
}
