// Lints ../openapi.yaml with Redocly and Spectral, each with its rules beside the
// contract's tools. Neither may call home.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const CONTRACT = "../openapi.yaml";
const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

const linters = [
  ["redocly", "lint", CONTRACT, "--config", "contract/redocly.yaml"],
  ["spectral", "lint", CONTRACT, "--ruleset", "contract/spectral.yaml", "--fail-severity", "warn"],
];

if (!existsSync(CONTRACT)) throw new Error(`${CONTRACT} is missing`);
const failed = linters.filter(
  (command) => spawnSync("npx", ["--no-install", ...command], { stdio: "inherit", env }).status !== 0,
);
for (const [name] of failed) console.error(`${name} is not content with the contract.`);
process.exit(failed.length > 0 ? 1 : 0);
