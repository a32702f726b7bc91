import type { Schema } from "@/lib/api";

/** A text with what was looked for marked in it. */
export const Pieces = ({ of }: { of: Schema["TextPiece"][] }) =>
  of.map(({ text, found }, place) => {
    const key = `${place}`;
    return found ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
