import type { Schema } from "@/lib/api";
import { ApiError, asApiError, NETWORK, type Problem, problemError } from "@/lib/errors";
import { session } from "@/lib/session";

/** Pictures of these kinds and up to this many bytes are taken. */
export const IMAGE_TYPES = ["image/jpeg", "image/png", "image/webp"];
export const MAX_BYTES = 10_000_000;

type Options = {
  /** The same for every try of one picture, so that it is stored once. */
  key: string;
  /** Told the share sent, from 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/**
 * Sends a picture and tells how far it has come, which fetch cannot. Throws
 * ApiError, or the signal's reason when it was stopped.
 */
export async function uploadImage(file: File, options: Options): Promise<Schema["Image"]> {
  const token = await session.token().catch((error) => Promise.reject(asApiError(error)));
  options.signal.throwIfAborted();
  const { status, body, headers } = await post(file, token, options);
  if (status === 201) return body as Schema["Image"];
  throw problemError(new Response(null, { status: status || 500, headers }), body as Problem);
}

type Answer = { status: number; body: unknown; headers: Headers };

function post(file: File, token: string | undefined, { key, onProgress, signal }: Options): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/images");
    request.setRequestHeader("Content-Type", file.type);
    request.setRequestHeader("Idempotency-Key", key);
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => reject(new ApiError({ code: NETWORK, status: 0 }));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function answerOf(request: XMLHttpRequest): Answer {
  const wait = request.getResponseHeader("Retry-After");
  return {
    status: request.status,
    body: request.response,
    headers: new Headers(wait ? { "Retry-After": wait } : {}),
  };
}
