import { useEffect, useRef } from "react";
import { api, read, type Schema } from "@/lib/api";
import { ApiError } from "@/lib/errors";

type Proof = Schema["ProofOfWork"];
type Purpose = Schema["PuzzleRequest"]["purpose"];
type Work = { answer: Promise<Proof>; fresh: () => boolean; stop: () => void };

/** Milliseconds before a puzzle expires at which another is asked for instead: sending takes time. */
const MARGIN = 30_000;

/**
 * The work that registering, or a guest's report, takes, done beside the page. `begin` may be called at any time and again; `take` gives the
 * answer, once, and waits for it where it must. It throws ApiError, after which it can be called again.
 */
export function useProof(purpose: Purpose = "register") {
  const work = useRef<Work>(undefined);
  useEffect(() => () => work.current?.stop(), []);
  const begin = () => {
    if (work.current?.fresh()) return work.current;
    const begun = start(purpose);
    // What failed before anybody asked for it is tried again when they do.
    begun.answer.catch(() => work.current === begun && forget());
    work.current = begun;
    return begun;
  };
  const forget = () => {
    work.current = undefined;
  };
  const take = () => begin().answer.finally(forget);
  return { begin: () => void begin(), take };
}

function start(purpose: Purpose): Work {
  const worker = new Worker(new URL("./solve.worker.ts", import.meta.url), { type: "module" });
  let ends = Number.POSITIVE_INFINITY;
  const work = async () => {
    const puzzle = await read(api.POST("/proof-of-work-puzzles", { body: { purpose } }));
    ends = Date.now() + puzzle.expiresIn * 1000 - MARGIN;
    const { salt, hash, signature } = puzzle;
    return { salt, hash, signature, number: await ask(worker, puzzle) };
  };
  const stop = () => worker.terminate();
  return { answer: work().finally(stop), fresh: () => Date.now() < ends, stop };
}

const ask = (worker: Worker, puzzle: Schema["Puzzle"]) =>
  new Promise<number>((found, failed) => {
    const fail = () => failed(new ApiError({ code: "unexpected", status: 0 }));
    worker.onerror = fail;
    worker.onmessage = ({ data }: MessageEvent<number | undefined>) =>
      data === undefined ? fail() : found(data);
    worker.postMessage(puzzle);
  });
