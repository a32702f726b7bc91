import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vite.config.ts";

export default mergeConfig(
  base,
  defineConfig({
    test: {
      environment: "jsdom",
      include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
      setupFiles: ["src/testing/setup.ts"],
      // One page for all files of a worker, which takes less than half of the time: each test clears up after itself, in whatever order.
      isolate: false,
      restoreMocks: true,
      testTimeout: 20_000, // a loaded machine with two cores
      css: { modules: { classNameStrategy: "non-scoped" } },
    },
  }),
);
