import createClient from "openapi-fetch";
import type { components, paths } from "./api.gen";
import { asApiError, problemError } from "./errors";
import { session } from "./session";

/** The types of the contract: `Schema["Idea"]`. */
export type Schema = components["schemas"];

const root = new URL("/api/v1", globalThis.location.origin).href;

/**
 * The API as the contract describes it. Wrap a call in `read`, `readTagged` or
 * `send`: those throw ApiError, whereas the bare client returns errors.
 */
export const api = createClient<paths>({ baseUrl: root, fetch: authorised });

/** Sends with the session's token; a refused one is renewed once and the request repeated. */
async function authorised(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await session.token();
  const response = await dispatch(request, token);
  if (response.status !== 401 || !token) return response;
  const fresh = await session.renew(token);
  return fresh ? dispatch(again, fresh) : response;
}

function dispatch(request: Request, token: string | undefined): Promise<Response> {
  request.headers.set("Accept-Language", document.documentElement.lang);
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  return fetch(request);
}

type Call<T> = Promise<{ data?: T | undefined; error?: unknown; response: Response }>;

/** The body of an answer; throws ApiError. */
export async function read<T>(call: Call<T>): Promise<T> {
  return (await settle(call)).data as T;
}

/** What was read and the ETag that an edit of it must send as If-Match. */
export type Tagged<T> = { value: T; etag: string };

/** As read, for a thing that will be edited. */
export async function readTagged<T>(call: Call<T>): Promise<Tagged<T>> {
  const { data, response } = await settle(call);
  return { value: data as T, etag: response.headers.get("ETag") ?? "" };
}

async function settle<T>(call: Call<T>) {
  try {
    const result = await call;
    if (!result.response.ok) throw problemError(result.response, result.error);
    return result;
  } catch (thrown) {
    throw asApiError(thrown);
  }
}

/** The header parameters of an edit: `params: { path, header: ifMatch(etag) }`. */
export const ifMatch = (etag: string) => ({ "If-Match": etag });
