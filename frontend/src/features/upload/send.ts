import { ApiError, asApiError, NETWORK, type Problem, problemError } from "@/lib/errors";
import { session } from "@/lib/session";

/** What is sent may be this long, in bytes. */
export const MAX_BYTES = 10_000_000;

export type Options = {
  /** The same for every try of one file, so that it is stored once. */
  key: string;
  /** Told the share sent, from 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/**
 * Sends a file to an operation of the API and tells how far it has come, which
 * fetch cannot. Throws ApiError, or the signal's reason when it was stopped.
 */
export async function send<T>(file: File, to: string, type: string, options: Options): Promise<T> {
  const token = await session.token().catch((error) => Promise.reject(asApiError(error)));
  options.signal.throwIfAborted();
  const { status, body, headers } = await post(file, { to, type, token }, options);
  if (status === 201) return body as T;
  throw problemError(new Response(null, { status: status || 500, headers }), body as Problem);
}

type Way = { to: string; type: string; token: string | undefined };
type Answer = { status: number; body: unknown; headers: Headers };

function post(file: File, { to, type, token }: Way, { key, onProgress, signal }: Options): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1${to}`);
    request.setRequestHeader("Content-Type", type);
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
