import type { Messages } from "@lingui/core";

const RLO = "\u202e";
const PDF = "\u202c";

/** Every word of compiled messages shown as right-to-left; placeholders and tags are left alone. */
export function toPseudo(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([id, message]) => [id, mirror(message)]),
  ) as Messages;
}

// A compiled message is text, or a list of texts and placeholders [name, kind?, options?].
function mirror(message: unknown): unknown {
  if (typeof message === "string") return mirrorText(message);
  if (!Array.isArray(message)) return message;
  return message.map((part) => (Array.isArray(part) ? mirrorPlaceholder(part) : mirror(part)));
}

function mirrorPlaceholder([name, kind, options]: unknown[]): unknown[] {
  if (kind === undefined) return [name];
  if (typeof options !== "object" || options === null) return [name, kind, options];
  const cases = Object.entries(options).map(([key, value]) => [
    key,
    key === "offset" ? value : mirror(value),
  ]);
  return [name, kind, Object.fromEntries(cases)];
}

const mirrorText = (text: string) =>
  text.replace(/(<[^>]*>)|([^\s<>#]+)/g, (_, tag?: string, word?: string) => tag ?? `${RLO}${word}${PDF}`);
