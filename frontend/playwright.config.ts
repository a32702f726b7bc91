import { defineConfig } from "@playwright/test";

const ci = Boolean(process.env.CI);

// The whole program: the real binary, its own Postgres and the demo municipality.
// e2e/server.ts starts it unless MEDSKAPA_E2E_URL names one that already runs.
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/server.ts",
  fullyParallel: true,
  forbidOnly: ci,
  retries: 0,
  workers: 2,
  // Generous, for machines that do other work at the same time; nothing waits longer than it must.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    ...(process.env.MEDSKAPA_E2E_URL ? { baseURL: process.env.MEDSKAPA_E2E_URL } : {}),
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    // A trace makes journeys half as fast again: ask for one with --trace on.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
