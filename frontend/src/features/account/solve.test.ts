import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { sha256 } from "./sha256";
import { solve } from "./solve";

const hex = (words: Uint32Array) => Array.from(words, (word) => word.toString(16).padStart(8, "0")).join("");

function digest(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const state = new Uint32Array(8);
  sha256(bytes.length)(bytes, bytes.length, state);
  return hex(state);
}

it.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
])("hashes what the standard does: %s", (text, wanted) => {
  expect(digest(text)).toBe(wanted);
});

it("hashes texts of every length across blocks as others do", () => {
  for (let length = 0; length < 200; length++) {
    const text = "å".repeat(length >> 1) + "x".repeat(length & 1);
    expect(digest(text)).toBe(createHash("sha256").update(text).digest("hex"));
  }
});

it.each([0, 9, 10, 12345, 99_999])("finds the number %d", (number) => {
  const salt = "5f1d0c7a9be24863d0aa71c2?expires=1795219200&";
  const hash = createHash("sha256")
    .update(salt + number)
    .digest("hex");
  const puzzle = { salt, hash, maxNumber: 1 << 17, signature: "", expiresIn: 600 };
  expect(solve(puzzle)).toBe(number);
  expect(solve({ ...puzzle, maxNumber: number - 1 })).toBeUndefined();
});
