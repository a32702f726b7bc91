/** A part of a text: where it begins, and where it leads when it is an address. */
export type Piece = { at: number; text: string; href?: string };

const address = /https?:\/\/[^\s<>"]+/g;

/** Cuts plain text at its web addresses; punctuation that ends a sentence is not part of one. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const href = found.replace(/[.,:;!?)\]”"']+$/, "");
    if (!URL.canParse(href)) continue;
    if (index > end) pieces.push({ at: end, text: text.slice(end, index) });
    pieces.push({ at: index, text: href, href });
    end = index + href.length;
  }
  if (end < text.length) pieces.push({ at: end, text: text.slice(end) });
  return pieces;
}

/** The path within this site that an address leads to; undefined for another site. */
export function ownPath(href: string, origin = location.origin): string | undefined {
  const url = new URL(href);
  return url.origin === origin ? url.pathname + url.search + url.hash : undefined;
}
