import { type ReactNode, useEffect, useRef } from "react";

/** What appears where a form was: it takes the focus, by which it is read out. */
export function TakesFocus({ className, children }: { className?: string | undefined; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields.
    <div ref={box} tabIndex={-1} role="group" className={className}>
      {children}
    </div>
  );
}
