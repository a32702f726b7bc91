/** A list with the item at `from` moved by one place, up or down; as it was at an end. */
export function moved<T>(items: T[], from: number, by: -1 | 1): T[] {
  const [item, neighbour] = [items[from], items[from + by]];
  if (item === undefined || neighbour === undefined) return items;
  return items.map((other, place) => (place === from ? neighbour : place === from + by ? item : other));
}

/** The position after all others: archiving leaves gaps. */
export const nextPosition = (items: { position: number }[]): number =>
  Math.max(-1, ...items.map(({ position }) => position)) + 1;
