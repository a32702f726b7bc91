import { Trans } from "@lingui/react/macro";
import { type ComponentType, useEffect, useRef, useState } from "react";
import { MarkdownHelp } from "@/features/editing/MarkdownHelp";
import { Button } from "@/ui/Button";
import type { FieldProps } from "@/ui/Field";
import { TextArea } from "@/ui/TextArea";
import styles from "./MarkdownArea.module.css";
import type { RichProps } from "./RichArea";

type Props = Omit<FieldProps, "label"> & {
  /** Words, since they name the editor for screen readers too. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Characters allowed, as in TextArea. */
  max?: number;
  /** Whether pictures may be put in. */
  pictures?: boolean;
  className?: string | undefined;
};

/**
 * A text with headings, lists and links. It is a plain field until the editor has come, and stays one where that
 * fails or whoever writes prefers it; the two never change places under somebody's hands.
 */
export function MarkdownArea({ pictures = false, ...field }: Props) {
  const [plain, setPlain] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const [Rich, takeOver] = useEditor(frame);
  if (Rich && !plain) return <Rich {...field} pictures={pictures} onPlain={() => setPlain(true)} />;
  return (
    <div ref={frame} className={styles.plainArea}>
      <TextArea {...field} dir="auto" onBlur={takeOver} />
      <MarkdownHelp />
      {plain && (
        <Button variant="plain" onClick={() => setPlain(false)}>
          <Trans>Skriv med knappar</Trans>
        </Button>
      )}
    </div>
  );
}

// The editor once it is there and nobody writes in the plain field.
function useEditor(frame: { current: HTMLElement | null }) {
  const [Rich, setRich] = useState<ComponentType<RichProps>>();
  const loaded = useRef<ComponentType<RichProps>>(undefined);
  const takeOver = () => setRich(() => loaded.current);
  useEffect(() => {
    if (typeof Range.prototype.getClientRects !== "function") return; // nothing could be laid out
    let gone = false;
    import("./RichArea").then(
      (module) => {
        loaded.current = module.RichArea;
        if (!gone && !frame.current?.contains(document.activeElement)) setRich(() => module.RichArea);
      },
      () => undefined, // the plain field does
    );
    return () => {
      gone = true;
    };
  }, [frame]);
  return [Rich, takeOver] as const;
}
