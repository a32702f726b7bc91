// Runs the browser journeys with whatever Chromium there is. Arguments go to Playwright.
import { execFileSync, spawnSync } from "node:child_process";

const chromium = findChromium();
const run = spawnSync("npx", ["--no-install", "playwright", "test", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, CHROMIUM_PATH: chromium },
});
process.exit(run.status ?? 1);

function findChromium() {
  try {
    const stdio = ["ignore", "pipe", "inherit"];
    return execFileSync(process.execPath, ["scripts/find-chromium.mjs"], { encoding: "utf8", stdio }).trim();
  } catch {
    process.exit(1); // It has said why.
  }
}
