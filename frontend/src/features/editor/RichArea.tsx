import { Editor } from "@tiptap/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { type ControlProps, FieldFrame, type FieldProps } from "@/ui/Field";
import styles from "./Editor.module.css";
import { extensions, holds, markdownOf } from "./format";
import { Toolbar } from "./Toolbar";

export type RichProps = Omit<FieldProps, "label"> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
  max?: number;
  pictures: boolean;
  /** The plain field is wanted instead. */
  onPlain: () => void;
};

/** The editor. A text that it cannot hold whole, such as one with a table, goes back to the plain field. */
export function RichArea({ value, onChange, max, pictures, onPlain, ...field }: RichProps) {
  const [editor] = useState(() => new Editor({ element: null, extensions, injectCSS: false }));
  const [fits] = useState(() => holds(editor, value));
  useEffect(() => () => editor.destroy(), [editor]);
  useLayoutEffect(() => {
    if (!fits) onPlain();
  }, [fits, onPlain]);
  if (!fits) return null;
  return (
    <FieldFrame {...field} count={max ? { now: [...value].length, max } : undefined}>
      {(control) => (
        <div className={styles.frame}>
          <Toolbar editor={editor} controls={control.id} pictures={pictures} onPlain={onPlain} />
          <Paper editor={editor} label={field.label} control={control} value={value} onChange={onChange} />
        </div>
      )}
    </FieldFrame>
  );
}

type PaperProps = {
  editor: Editor;
  label: string;
  control: ControlProps;
  value: string;
  onChange: (value: string) => void;
};

function Paper({ editor, label, control, value, onChange }: PaperProps) {
  const place = useRef<HTMLDivElement>(null);
  const told = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (place.current) editor.mount(place.current);
    return () => editor.unmount();
  }, [editor]);
  useLayoutEffect(() =>
    editor.setOptions({ editorProps: { attributes: attributes(label, control), handleDOMEvents } }),
  );
  useLayoutEffect(() => {
    if (value === told.current) return; // it came from here
    told.current = value;
    editor.commands.setContent(value, { contentType: "markdown", emitUpdate: false });
  }, [editor, value]);
  useEffect(() => {
    const tell = () => {
      told.current = markdownOf(editor);
      onChange(told.current);
    };
    editor.on("update", tell);
    return () => {
      editor.off("update", tell);
    };
  }, [editor, onChange]);
  useLabel(editor, control.id);
  return <div ref={place} className={styles.paper} />;
}

// Escape means nothing in the text: it is left to the dialog that the text stands in.
const handleDOMEvents = { keydown: (_: unknown, event: KeyboardEvent) => event.key === "Escape" };

function attributes(label: string, control: ControlProps): Record<string, string> {
  return {
    id: control.id,
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": label,
    dir: "auto",
    ...(control.required ? { "aria-required": "true" } : {}),
    ...(control["aria-invalid"] ? { "aria-invalid": "true" } : {}),
    ...(control["aria-describedby"] ? { "aria-describedby": control["aria-describedby"] } : {}),
  };
}

// A label leads to a field by itself only where the browser made the field.
function useLabel(editor: Editor, id: string) {
  useEffect(() => {
    const label = document.querySelector(`label[for="${id}"]`);
    const lead = () => editor.commands.focus();
    label?.addEventListener("click", lead);
    return () => label?.removeEventListener("click", lead);
  }, [editor, id]);
}
