export type Part = { kind: "same" | "added" | "removed"; text: string };

/** Beyond this many comparisons of words, texts count as wholly rewritten: it keeps the page quick. */
const LIMIT = 4_000_000;

/**
 * What became of one wording in the next, word by word: the kept, the removed
 * and the added parts in reading order. The kept and removed parts together
 * are `before`; the kept and added ones are `after`.
 */
export function compareWordings(before: string, after: string): Part[] {
  const a = words(before);
  const b = words(after);
  const head = sharedStart(a, b);
  const tail = sharedStart(a.slice(head).reverse(), b.slice(head).reverse());
  const middle = compare(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return joined([...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))]);
}

// A word goes with the space before it, so that a line break that moves shows as a change of that word.
const words = (text: string) => text.match(/\s*\S+|\s+$/g) ?? [];

const same = (texts: string[]): Part[] => texts.map((text) => ({ kind: "same", text }));

function sharedStart(a: string[], b: string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

function compare(a: string[], b: string[]): Part[] {
  const rows = a.length * b.length > LIMIT ? undefined : commonLengths(a, b);
  const parts: Part[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (rows && left !== undefined && left === right) {
      parts.push({ kind: "same", text: left });
      i += 1;
      j += 1;
    } else if (
      left !== undefined &&
      (right === undefined || !rows || below(rows, i, j) >= beside(rows, i, j))
    ) {
      parts.push({ kind: "removed", text: left });
      i += 1;
    } else if (right !== undefined) {
      parts.push({ kind: "added", text: right });
      j += 1;
    }
  }
  return parts;
}

const below = (rows: Uint16Array[], i: number, j: number) => rows[i + 1]?.[j] ?? 0;
const beside = (rows: Uint16Array[], i: number, j: number) => rows[i]?.[j + 1] ?? 0;

// rows[i][j] is the length of the longest common subsequence of a from i and b from j.
function commonLengths(a: string[], b: string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    for (let j = b.length - 1; row && j >= 0; j -= 1) {
      const diagonal = rows[i + 1]?.[j + 1] ?? 0;
      row[j] = a[i] === b[j] ? diagonal + 1 : Math.max(below(rows, i, j), beside(rows, i, j));
    }
  }
  return rows;
}

function joined(parts: Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else result.push({ ...part });
  }
  return result;
}
