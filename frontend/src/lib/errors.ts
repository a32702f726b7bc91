import type { components } from "./api.gen";

export type Problem = components["schemas"]["Problem"];
export type FieldError = components["schemas"]["FieldError"];

/** Codes that arise in the browser, beside those that the server sends. */
export const NETWORK = "network";
export const UNREADABLE = "unreadable-answer";
/** Somebody would not show who they are: they know that, so nothing is said of it. */
export const GIVEN_UP = "given-up";

/**
 * The one error that calls to the API throw. `code` is stable and is what the
 * app decides and translates by; `detail` is the server's own sentence in the
 * reader's language. `status` is 0 when no answer came.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[];
  /** Found in the server's log; shown so that people can quote it. */
  readonly requestId: string | undefined;
  /** Seconds the server asks us to wait. */
  readonly retryAfter: number | undefined;

  constructor(problem: Partial<Problem> & { code: string; status: number }, retryAfter?: number) {
    super(problem.detail || problem.title || problem.code);
    this.name = "ApiError";
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title ?? "";
    this.detail = problem.detail ?? "";
    this.errors = problem.errors ?? [];
    this.requestId = problem.instance;
    this.retryAfter = retryAfter;
  }

  /** Whether trying the same again may work: no answer came, or the server was busy. */
  get transient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Makes an ApiError of an answer's status and its parsed body, whatever that is. */
export function problemError(response: Response, body: unknown): ApiError {
  const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10) || undefined;
  if (isProblem(body)) return new ApiError({ ...body, status: response.status }, retryAfter);
  return new ApiError({ code: UNREADABLE, status: response.status, title: response.statusText }, retryAfter);
}

/** Makes an ApiError of whatever was thrown, keeping one that already is. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  const code = thrown instanceof TypeError ? NETWORK : "unexpected";
  return new ApiError({ code, status: 0, detail });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && typeof (body as Problem).code === "string";
}
