import { Editor } from "@tiptap/core";
import { afterAll, expect, test } from "vitest";
import { extensions, holds, markdownOf } from "./format";

const editor = new Editor({ extensions });
afterAll(() => editor.destroy());

const through = (source: string) => {
  editor.commands.setContent(source, { contentType: "markdown" });
  return markdownOf(editor);
};
const typed = (text: string) => {
  editor.commands.setContent({
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text }] }],
  });
  return markdownOf(editor);
};
const picture = "image:0197c2f0-4e53-7f21-a8d2-2b3c4d5e6f04";

test.each([
  "",
  "En *snabb*, **fet** och ~~struken~~ rad med `kod`.",
  "## Rubrik\n\n- ett\n- två\n  - två och ett halvt\n\n1. först\n2. sedan",
  "> ett citat\n\n---\n\n```\nkod\n```",
  "[Älvsala](https://alvsala.example/a_b) och <https://alvsala.example/c_d>",
  `En bild: ![En **stig**](${picture})`,
  `![](${picture} "decorative")`,
  "rad ett\nrad två",
  "åäö 🙂 مرحبا",
])("keeps %s", (source) => {
  expect(holds(editor, source)).toBe(true);
  expect(holds(editor, through(source))).toBe(true);
});

test("writes what the server reads as the same", () => {
  expect(through(`![En \\[upplyst\\] stig](${picture})`)).toBe(`![En \\[upplyst\\] stig](${picture})`);
  expect(through(`![](${picture} "decorative")`)).toBe(`![](${picture} "decorative")`);
  expect(through("se https://alvsala.example/a_b nu")).toBe("se <https://alvsala.example/a_b> nu");
});

test.each([
  "",
  "# inte rubrik",
  "1. inte lista",
  "2) inte lista",
  "- inte lista",
  "+ inte lista",
  "> inte citat",
  "2 * 3 * 4",
  "a_b_c",
  "<b>x</b>",
  "`x`",
])("what is typed as %s stays words", (text) => {
  through(typed(text));
  expect(editor.getText()).toBe(text);
  expect(editor.getJSON().content?.[0]?.type).toBe("paragraph");
});

test.each(["| a | b |\n|--|--|\n| 1 | 2 |", "- [ ] att göra"])("does not take hold of %s", (source) => {
  expect(holds(editor, source)).toBe(false);
});

test("pictures of other places are dropped", () => {
  editor.commands.setContent('<p>Hej <img src="https://tracker.example/p.gif" alt="x"></p>');
  expect(markdownOf(editor).trim()).toBe("Hej");
});

test.each([
  `<img data-picture="x) [klicka](https://evil.example) ![y](image:z" alt="q">`,
  `<img data-picture="${picture}" src="https://evil.example/t.png" data-title='t" onx' title="annat" alt="q">`,
  `<img src="https://evil.example/t.png" title="decorative" alt="q">`,
  `<img data-picture="image:------------------------------------" alt="q">`,
])("of a picture that is pasted as %s no more is read than which it is", (pasted) => {
  editor.commands.setContent(`<p>före ${pasted} efter</p>`);
  const written = markdownOf(editor);
  expect(written).not.toMatch(/evil|onx|annat|klicka|----/);
  expect(written.includes("![q]")).toBe(pasted.includes(picture));
  expect(editor.getHTML()).not.toContain("evil");
});
