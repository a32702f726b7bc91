import { describe, expect, it } from "vitest";
import { MAX_BYTES } from "@/features/upload/send";
import { formatBytes, refusal } from "./send-file";

describe("files of an idea", () => {
  it("are refused before they are sent", () => {
    expect(refusal({ name: "Karta.PDF", size: 1 })).toBeUndefined();
    for (const file of [
      { name: "makro.docm", size: 1 },
      { name: "pdf", size: 1 },
      { name: "karta.pdf", size: 0 },
      { name: "karta.pdf", size: MAX_BYTES + 1 },
    ])
      expect(refusal(file), file.name).toBeTruthy();
  });

  it("are as long as one says it", () => {
    expect([12, 9_600, 999_600, 1_234_567].map((bytes) => formatBytes(bytes).replace(/\s/g, " "))).toEqual([
      "12 B",
      "10 kB",
      "1 MB",
      "1,2 MB",
    ]);
  });
});
