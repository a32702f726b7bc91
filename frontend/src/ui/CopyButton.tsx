import type { ReactNode } from "react";
import { Button } from "./Button";
import { useToast } from "./Toast";

type Props = {
  text: string;
  /** What is said when it is done, and where the browser does not let it be done. */
  done: string;
  failed: string;
  children: ReactNode;
};

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, done, failed, children }: Props) {
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ text: done });
    } catch {
      toast({ text: failed });
    }
  };
  return <Button onClick={() => void copy()}>{children}</Button>;
}
