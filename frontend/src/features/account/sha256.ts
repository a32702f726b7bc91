/**
 * SHA-256 (FIPS 180-4) of bytes, at once: the browser's own is asynchronous, which costs more than the hash when there
 * are a hundred thousand of them.
 */

/** The first 32 bits of the fractional parts of a root of each of the first primes. */
const fractions = (count: number, root: number): Uint32Array => {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  return Uint32Array.from(primes, (prime) => (prime ** (1 / root) % 1) * 2 ** 32);
};
const INITIAL = fractions(8, 2);
const K = fractions(64, 3);

/** Fills `state`, eight words, with the hash of the first `length` bytes of `bytes`. */
export type Sha256 = (bytes: Uint8Array, length: number, state: Uint32Array) => void;

/** Makes a hasher with working memory of its own, for messages of up to `most` bytes. */
export function sha256(most: number): Sha256 {
  const padded = new DataView(new ArrayBuffer(((most + 72) >> 6) << 6));
  const message = new Uint8Array(padded.buffer);
  const w = new Int32Array(64);
  return (bytes, length, state) => {
    const end = ((length + 72) >> 6) << 6;
    message.set(bytes.subarray(0, length));
    message.fill(0, length, end);
    message[length] = 0x80;
    padded.setUint32(end - 4, length * 8);
    state.set(INITIAL);
    for (let at = 0; at < end; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = padded.getInt32(at + i * 4);
      compress(state, w);
    }
  };
}

const rotate = (x: number, by: number) => (x >>> by) | (x << (32 - by));
/** A word of an array whose length is known. */
const word = (words: Int32Array | Uint32Array, i: number) => words[i] as number;

/** Takes one block, the first 16 words of `w`, into the state. */
function compress(state: Uint32Array, w: Int32Array) {
  for (let i = 16; i < 64; i++) {
    const a = word(w, i - 15);
    const b = word(w, i - 2);
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    w[i] = word(w, i - 16) + s0 + word(w, i - 7) + s1;
  }
  let a = word(state, 0) | 0;
  let b = word(state, 1) | 0;
  let c = word(state, 2) | 0;
  let d = word(state, 3) | 0;
  let e = word(state, 4) | 0;
  let f = word(state, 5) | 0;
  let g = word(state, 6) | 0;
  let h = word(state, 7) | 0;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + word(K, i) + word(w, i)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const next = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = word(state, i) + (next[i] as number);
}
