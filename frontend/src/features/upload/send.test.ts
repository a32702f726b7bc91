import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/errors";
import { refusal, sendImage } from "./image";
import { MAX_BYTES } from "./send";

const picture = new File(["…"], "torg.png", { type: "image/png" });

/** Stands for the browser's request, answered by the test. */
class FakeRequest {
  static last: FakeRequest | undefined;
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  headers: Record<string, string> = {};
  status = 0;
  response: unknown;
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  constructor() {
    FakeRequest.last = this;
  }
  open = vi.fn();
  send = vi.fn();
  setRequestHeader = (name: string, value: string) => {
    this.headers[name] = value;
  };
  getResponseHeader = () => null;
  abort = () => this.onabort?.();
  answer(status: number, response: unknown) {
    Object.assign(this, { status, response });
    this.onload?.();
  }
}

async function begin(onProgress: (share: number) => void = () => undefined) {
  FakeRequest.last = undefined;
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  const stop = new AbortController();
  const result = sendImage(picture, { key: "key-12345678", onProgress, signal: stop.signal });
  await vi.waitFor(() => expect(FakeRequest.last?.send).toHaveBeenCalledWith(picture));
  return { result, stop, request: FakeRequest.last! };
}

afterEach(() => vi.unstubAllGlobals());

describe("sending a picture", () => {
  it("tells how far it has come and gives what was stored", async () => {
    const shares: number[] = [];
    const { result, request } = await begin((share) => void shares.push(share));
    request.upload.onprogress?.({ loaded: 1, total: 4 });
    request.answer(201, { id: "1", url: "/images/1" });
    await expect(result).resolves.toMatchObject({ id: "1" });
    expect(shares).toEqual([0.25]);
    expect(request.headers).toMatchObject({ "Content-Type": "image/png", "Idempotency-Key": "key-12345678" });
  });

  it("throws what the server says", async () => {
    const { result, request } = await begin();
    request.answer(422, {
      code: "unprocessable",
      errors: [{ field: "body", code: "not_an_image", detail: "x" }],
    });
    await expect(result).rejects.toMatchObject({ code: "unprocessable", status: 422 });
  });

  it("throws a network error when no answer comes", async () => {
    const { result, request } = await begin();
    request.onerror?.();
    await expect(result).rejects.toEqual(new ApiError({ code: "network", status: 0 }));
  });

  it("stops when told to", async () => {
    const { result, stop } = await begin();
    stop.abort();
    await expect(result).rejects.toMatchObject({ name: "AbortError" });
  });
});

it("refuses other kinds and too large ones before they are sent", () => {
  expect(refusal({ type: "image/png", size: MAX_BYTES })).toBeUndefined();
  expect(refusal({ type: "image/png", size: MAX_BYTES + 1 })).toMatch("10 MB");
  expect(refusal({ type: "image/svg+xml", size: 1 })).toMatch("JPEG");
});
