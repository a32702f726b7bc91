import type { Schema } from "@/lib/api";
import { solve } from "./solve";

// Beside the page, so that typing in its form is as quick as ever.
addEventListener("message", ({ data }: MessageEvent<Schema["Puzzle"]>) => postMessage(solve(data)));
