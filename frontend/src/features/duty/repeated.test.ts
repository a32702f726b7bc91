import { expect, it } from "vitest";
import { repeated } from "./repeated";

const id = "0197c2f0-3d42-7e10-b7c1-1a2b3c4d5e03";

it("finds the idea that an address leads to", () => {
  for (const address of [id, ` ${id}`, `/ideas/${id}`, `https://medskapa.example/ideas/${id}#comments`])
    expect(repeated(address), address).toBe(id);
  for (const address of ["", "en bänk", `https://medskapa.example/challenges/${id}`])
    expect(repeated(address), address).toBeUndefined();
});
