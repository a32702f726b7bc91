import { type ReactNode, useEffect, useRef } from "react";

/** What appears where a form was: it is read out and has the focus, which was in the form. */
export function TakesFocus({ className, children }: { className?: string | undefined; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} role="status" className={className}>
      {children}
    </div>
  );
}
