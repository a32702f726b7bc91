// Prints the path of a Chromium that can be started, installing one if need be:
// CHROMIUM_PATH, then what is installed, then Playwright's download, then the
// system's packages. Exits 1 with one line when there is none to be had.
import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge",
];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/** A download or an installation may take this long, in milliseconds. */
const PATIENCE = 5 * 60_000;

const found = given() ?? installed() ?? (download() || packaged() ? installed() : undefined);
if (!found) {
  console.error("No Chromium found and none could be installed: install one and set CHROMIUM_PATH to it.");
  process.exit(1);
}
console.log(found);

function given() {
  const path = process.env.CHROMIUM_PATH;
  if (!path) return undefined;
  if (starts(path)) return path;
  console.error(`CHROMIUM_PATH is ${path}, which cannot be started.`);
  process.exit(1);
}

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, ...MAC, ...cached()].find(starts);
}

// Playwright's own folders, newest first: full browsers and the headless shell.
function cached() {
  const root = process.env.PLAYWRIGHT_BROWSERS_PATH || cacheFolder();
  if (!existsSync(root)) return [];
  const builds = readdirSync(root).filter((name) => name.startsWith("chromium"));
  const inside = ["chrome-linux/chrome", "chrome-linux64/chrome", "chrome-linux/headless_shell"];
  inside.push("chrome-headless-shell-linux64/chrome-headless-shell");
  inside.push("chrome-mac/Chromium.app/Contents/MacOS/Chromium");
  inside.push("chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing");
  return builds
    .sort()
    .reverse()
    .flatMap((build) => inside.map((path) => join(root, build, path)));
}

function cacheFolder() {
  return process.platform === "darwin"
    ? join(homedir(), "Library/Caches/ms-playwright")
    : join(homedir(), ".cache/ms-playwright");
}

function starts(path) {
  try {
    accessSync(path, constants.X_OK);
    execFileSync(path, ["--version"], { stdio: ["ignore", "ignore", "ignore"], timeout: 20_000 });
    return true;
  } catch {
    return false; // Not there, or it lacks libraries: the next one may do.
  }
}

function download() {
  return succeeds("npx", ["playwright", "install", "chromium"]);
}

function packaged() {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, "apt-get", ...args];
    return succeeds(command, rest);
  };
  return (
    apt("install", "-y", "-q", "chromium") || (apt("update", "-q") && apt("install", "-y", "-q", "chromium"))
  );
}

function succeeds(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const result = spawnSync(command, args, { env, stdio: ["ignore", "ignore", "ignore"], timeout: PATIENCE });
  return result.status === 0;
}
