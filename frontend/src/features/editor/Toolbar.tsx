import { Trans, useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { type KeyboardEvent, type ReactNode, useEffect, useReducer, useState } from "react";
import styles from "./Editor.module.css";
import { LinkDialog } from "./LinkDialog";
import { PictureDialog } from "./PictureDialog";
import { Sign, type SignName } from "./Sign";

type Props = { editor: Editor; controls: string; pictures: boolean; onPlain: () => void };

/** What can be done with the text. One stop for Tab; the arrow keys go on within it, as ARIA's pattern for toolbars has it. */
export function Toolbar({ editor, controls, pictures, onPlain }: Props) {
  const { t } = useLingui();
  const [asking, setAsking] = useState<"link" | "picture">();
  useEveryChange(editor);
  const run = () => editor.chain().focus();
  const link = () => (editor.isActive("link") ? run().unsetLink().run() : setAsking("link"));
  const heading = { level: 2 } as const;
  return (
    <>
      <div
        role="toolbar"
        className={styles.toolbar}
        aria-label={t`Formatering`}
        aria-controls={controls}
        onKeyDown={byArrow}
      >
        <Tool
          sign="heading"
          name={t`Mellanrubrik`}
          first
          on={editor.isActive("heading")}
          press={() => run().toggleHeading(heading).run()}
        />
        <Tool sign="bold" name={t`Fet`} on={editor.isActive("bold")} press={() => run().toggleBold().run()} />
        <Tool
          sign="italic"
          name={t`Kursiv`}
          on={editor.isActive("italic")}
          press={() => run().toggleItalic().run()}
        />
        <Tool
          sign="bullets"
          name={t`Punktlista`}
          on={editor.isActive("bulletList")}
          press={() => run().toggleBulletList().run()}
        />
        <Tool
          sign="numbers"
          name={t`Numrerad lista`}
          on={editor.isActive("orderedList")}
          press={() => run().toggleOrderedList().run()}
        />
        <Tool
          sign="quote"
          name={t`Citat`}
          on={editor.isActive("blockquote")}
          press={() => run().toggleBlockquote().run()}
        />
        <Tool sign="link" name={t`Länk`} on={editor.isActive("link")} press={link} />
        {pictures && <Tool sign="picture" name={t`Bild`} press={() => setAsking("picture")} />}
        <Tool sign="undo" name={t`Ångra`} press={() => run().undo().run()} />
        <button type="button" tabIndex={-1} className={styles.plain} onClick={onPlain}>
          <Trans>Skriv Markdown</Trans>
        </button>
      </div>
      <LinkDialog editor={editor} open={asking === "link"} onClose={() => setAsking(undefined)} />
      {pictures && (
        <PictureDialog editor={editor} open={asking === "picture"} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}

type ToolProps = { sign: SignName; name: string; on?: boolean; first?: boolean; press: () => void };

function Tool({ sign, name, on, first = false, press }: ToolProps): ReactNode {
  return (
    <button
      type="button"
      className={styles.tool}
      tabIndex={first ? 0 : -1}
      aria-label={name}
      title={name}
      aria-pressed={on}
      // The text keeps its selection.
      onMouseDown={(event) => event.preventDefault()}
      onClick={press}
    >
      <Sign name={sign} />
    </button>
  );
}

// Buttons show what the text is where the caret stands.
function useEveryChange(editor: Editor) {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    editor.on("transaction", again);
    return () => {
      editor.off("transaction", again);
    };
  }, [editor]);
}

function byArrow(event: KeyboardEvent<HTMLElement>) {
  const tools = [...event.currentTarget.querySelectorAll("button")];
  const now = tools.indexOf(event.target as HTMLButtonElement);
  const onwards = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const to = { Home: 0, End: tools.length - 1, ArrowLeft: now - 1, ArrowRight: now + 1, [onwards]: now + 1 }[
    event.key
  ];
  if (to === undefined) return;
  event.preventDefault();
  const step = onwards === "ArrowLeft" && event.key === "ArrowRight" ? now - 1 : to;
  tools.forEach((tool) => {
    tool.tabIndex = -1;
  });
  const next = tools[(step + tools.length) % tools.length];
  if (next) {
    next.tabIndex = 0;
    next.focus();
  }
}
