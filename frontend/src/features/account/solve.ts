import type { Schema } from "@/lib/api";
import { sha256 } from "./sha256";

/**
 * The answer to a puzzle, found by trying number after number; it takes the whole processor for so long. Undefined
 * where no number fits, which no puzzle of the server's is like.
 */
export function solve(puzzle: Schema["Puzzle"]): number | undefined {
  const salt = new TextEncoder().encode(puzzle.salt);
  const message = new Uint8Array(salt.length + 10);
  message.set(salt);
  const hash = sha256(message.length);
  const wanted = Uint32Array.from(puzzle.hash.match(/.{8}/g) ?? [], (word) => Number.parseInt(word, 16));
  const state = new Uint32Array(8);
  for (let number = 0; number <= puzzle.maxNumber; number++) {
    hash(message, salt.length + write(number, message, salt.length), state);
    if (state.every((word, i) => word === wanted[i])) return number;
  }
  return undefined;
}

/** Writes a number in decimals at a place; returns how many bytes it took. */
function write(number: number, into: Uint8Array, at: number): number {
  let digits = 1;
  for (let rest = number; rest >= 10; rest = Math.trunc(rest / 10)) digits++;
  for (let i = digits, rest = number; i > 0; i--, rest = Math.trunc(rest / 10))
    into[at + i - 1] = 48 + (rest % 10);
  return digits;
}
