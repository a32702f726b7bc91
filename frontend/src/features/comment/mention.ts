import type { Schema } from "@/lib/api";

export type Person = Pick<Schema["ParticipantRef"], "id" | "displayName">;

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** A text in pieces: words, and the ids of those it mentions. */
export function pieces(body: string): { text: string; id?: string }[] {
  return body.split(new RegExp(`@(${ID})`, "i")).flatMap((text, n) => {
    if (n % 2 === 1) return [{ text: "", id: text.toLowerCase() }];
    return text ? [{ text }] : [];
  });
}

/** The text as people write it: names in the place of ids. */
export const withNames = (body: string, people: Person[]): string =>
  people.reduce((text, { id, displayName }) => text.replaceAll(`@${id}`, `@${displayName}`), body);

/** The text as it is sent: ids in the place of names, longer names first, since one may begin like another. */
export const withIds = (text: string, people: Person[]): string =>
  [...people]
    .sort((a, b) => b.displayName.length - a.displayName.length)
    .reduce((body, { id, displayName }) => body.replaceAll(`@${displayName}`, `@${id}`), text);

/** The beginning of a name that is being written behind an @ before the caret; undefined where none is. */
export function beingWritten(text: string, caret: number): string | undefined {
  const match = /(?:^|[\s([])@([\p{L}\p{N}'’-]*(?: [\p{L}\p{N}'’-]+)?)$/u.exec(text.slice(0, caret));
  return match?.[1];
}

/** Whether what is being written is a name and nothing else yet: behind its first space the sentence may go on. */
export const mayBeName = (written: string | undefined): boolean =>
  written !== undefined && /^\p{L}[^ ]*$/u.test(written);

/** The text with the name that is being written completed, and where the caret stands then. */
export function completed(text: string, caret: number, written: string, person: Person) {
  const start = text.slice(0, caret - written.length) + person.displayName;
  const rest = text.slice(caret);
  const end = rest.startsWith(" ") ? rest : ` ${rest}`;
  return { text: start + end, caret: start.length + 1 };
}
