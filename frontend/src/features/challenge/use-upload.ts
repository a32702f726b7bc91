import { t } from "@lingui/core/macro";
import { useEffect, useRef, useState } from "react";
import { announce } from "@/lib/announce";
import type { Schema } from "@/lib/api";
import { errorText } from "@/lib/error-text";
import { type ApiError, asApiError } from "@/lib/errors";
import { IMAGE_TYPES, MAX_BYTES, uploadImage } from "./upload-image";

export type Upload = ReturnType<typeof useUpload>;

/**
 * Sends one picture at a time. `share` is how much has gone, from 0 to 1, and
 * undefined when nothing is under way; `problem` says why the last one failed.
 * What is under way stops when another is chosen or the form goes.
 */
export function useUpload(onDone: (image: Schema["Image"]) => void) {
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
      onDone(await uploadImage(file, options));
      announce(t`Bilden är uppladdad. Beskriv den i ord.`);
    } catch (error) {
      if (!mine.signal.aborted) setProblem(uploadProblem(asApiError(error)));
    } finally {
      if (running.current === mine) setShare(undefined);
    }
  };
  return { share, problem, start, stop };
}

/** Why a file is not worth sending; undefined when it is. */
export function refusal(file: Pick<File, "type" | "size">): string | undefined {
  if (!IMAGE_TYPES.includes(file.type)) return t`Välj en bild i JPEG, PNG eller WebP.`;
  if (file.size > MAX_BYTES) return t`Bilden är för stor. Den får vara högst 10 MB.`;
  return undefined;
}

const uploadProblem = (error: ApiError) => error.errors[0]?.detail ?? errorText(error);
