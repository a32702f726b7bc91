import { useCallback, useRef } from "react";

/**
 * One key a form: sending twice, by a double press or after a lost answer,
 * creates one thing. Call `next` after success if the form stays open for another.
 *
 *     const key = useIdempotencyKey();
 *     api.POST("/ideas", { params: { header: key.header() }, body })
 */
export function useIdempotencyKey() {
  const key = useRef<string | undefined>(undefined);
  const header = useCallback(() => {
    key.current ??= crypto.randomUUID();
    return { "Idempotency-Key": key.current };
  }, []);
  const next = useCallback(() => {
    key.current = undefined;
  }, []);
  return { header, next };
}
