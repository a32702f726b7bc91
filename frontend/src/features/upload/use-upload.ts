import { useEffect, useRef, useState } from "react";
import { announce } from "@/lib/announce";
import { errorText } from "@/lib/error-text";
import { type ApiError, asApiError } from "@/lib/errors";
import type { Options } from "./send";

export type Upload = ReturnType<typeof useUpload>;

/** What is sent: how, what is not worth sending, and what is said once it has arrived. */
export type Sending<T> = {
  send: (file: File, options: Options) => Promise<T>;
  refusal: (file: File) => string | undefined;
  arrived: string;
};

/**
 * Sends one file at a time. `share` is how much has gone, from 0 to 1, and
 * undefined when nothing is under way; `problem` says why the last one failed.
 * What is under way stops when another is chosen or the form goes.
 */
export function useUpload<T>({ send, refusal, arrived }: Sending<T>, onDone: (made: T) => void) {
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const stop = () => {
    running.current?.abort();
    setShare(undefined);
  };
  const start = async (file: File) => {
    stop();
    setProblem(refusal(file));
    if (refusal(file)) return;
    const mine = new AbortController();
    running.current = mine;
    setShare(0);
    try {
      const options = { key: crypto.randomUUID(), onProgress: setShare, signal: mine.signal };
      onDone(await send(file, options));
      announce(arrived);
    } catch (error) {
      if (!mine.signal.aborted) setProblem(uploadProblem(asApiError(error)));
    } finally {
      if (running.current === mine) setShare(undefined);
    }
  };
  return { share, problem, start, stop };
}

const uploadProblem = (error: ApiError) => error.errors[0]?.detail ?? errorText(error);
