import { type Editor, mergeAttributes } from "@tiptap/core";
import ImageExtension from "@tiptap/extension-image";
import LinkExtension from "@tiptap/extension-link";
import ParagraphExtension from "@tiptap/extension-paragraph";
import { Markdown } from "@tiptap/markdown";
import StarterKit from "@tiptap/starter-kit";

/** How a text names a picture of the installation. */
const PICTURE = /^image:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** What the server takes for the title of a picture that shows nothing that matters. */
export const DECORATIVE = "decorative";

// What a picture is comes from what renderHTML writes and nothing else: an attribute that is not named here would be read
// from the attribute of its own name, whatever somebody pasted there.
const knownPicture = (name: unknown) => (typeof name === "string" && PICTURE.test(name) ? name : null);
const knownTitle = (title: unknown) => (title === DECORATIVE ? DECORATIVE : null);

// A picture is written ![what it shows](image:<id>). Those of other places are dropped, also when they are
// pasted: the server shows none.
const Picture = ImageExtension.extend({
  addAttributes: () => ({
    src: { default: null, parseHTML: (element: HTMLElement) => knownPicture(element.dataset.picture) },
    alt: { default: "" },
    title: { default: null, parseHTML: (element: HTMLElement) => knownTitle(element.dataset.title) },
  }),
  parseHTML: () => [
    {
      tag: "img[data-picture]",
      getAttrs: (element) => (knownPicture(element.dataset.picture) ? null : false),
    },
  ],
  renderHTML({ HTMLAttributes: { src, alt, title } }) {
    const id = PICTURE.exec(src ?? "")?.[1];
    const shown = id ? { src: `/api/v1/images/${id}` } : {};
    return ["img", mergeAttributes(shown, { alt, "data-picture": src, "data-title": title })];
  },
  renderMarkdown: ({ attrs }) => {
    const alt = String(attrs?.alt ?? "").replace(/[\\[\]]/g, String.raw`\$&`);
    const title = knownTitle(attrs?.title);
    return `![${alt}](${knownPicture(attrs?.src) ?? ""}${title ? ` "${title}"` : ""})`;
  },
}).configure({ inline: true });

// What would begin another block at the start of a paragraph.
const BLOCK_START = /^(?:(#{1,6} |[-+] )|(\d{1,9})([.)] ))/;
const escapeStart = (line: string) =>
  line.replace(BLOCK_START, (_, mark, number, dot) => (mark ? `\\${mark}` : `${number}\\${dot}`));

const Paragraph = ParagraphExtension.extend({
  parseMarkdown: (token, helpers) =>
    helpers.createNode("paragraph", undefined, helpers.parseInline(token.tokens ?? [])),
  renderMarkdown: (node, helpers) => escapeStart(helpers.renderChildren(node.content ?? [])),
});

/** What a text may be made of: no more than the server shows. */
export const extensions = [
  StarterKit.configure({ underline: false, link: false, paragraph: false, trailingNode: false }),
  Paragraph,
  LinkExtension.configure({ openOnClick: false, autolink: true, defaultProtocol: "https" }),
  Picture,
  Markdown,
];

/** What stands in the editor, as Markdown. An address that stands for itself is written once. */
export const markdownOf = (editor: Editor) => once(editor.getMarkdown());

const LINK = /\[((?:https?|mailto):[^\]\s]+)\]\(([^)\s]+)\)/g;
const once = (source: string) =>
  source.replaceAll(LINK, (whole, words, address) => (literal(words) === address ? `<${address}>` : whole));
const literal = (words: string) => words.replaceAll(/\\(?=[\\*_~`[\]])/g, "").replaceAll("&amp;", "&");

/**
 * Whether the editor holds all of a text, so that saving what nobody touched changes nothing that shows: it has the
 * same words after going through, and is the same when it goes through again. Tables, say, it does not hold.
 */
export function holds(editor: Editor, source: string): boolean {
  const manager = editor.markdown;
  if (!manager) return false;
  if (source.trim() === "") return true;
  const first = manager.parse(source);
  const written = once(manager.serialize(first));
  try {
    const before = editor.schema.nodeFromJSON(first);
    before.check();
    return words(written) === words(source) && before.eq(editor.schema.nodeFromJSON(manager.parse(written)));
  } catch {
    return false; // it has parts that the editor has no block for
  }
}

const words = (text: string) =>
  (text.replaceAll(/&(amp|lt|gt|quot|nbsp);/g, " ").match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
