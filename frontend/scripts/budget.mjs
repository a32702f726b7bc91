// Fails when the JavaScript of the first view outgrows its budget: the entry, the
// home page, their words in one language, and all that these import statically,
// as sent (brotli 11). Prints the figure either way.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET = 120 * 1024;
const ENTRIES = [
  "index.html",
  "src/features/home/HomePage.tsx",
  "src/app/locales/sv.po",
  "src/features/home/locales/sv.po",
];

const manifest = JSON.parse(readFileSync("dist/manifest.json", "utf8"));
const files = new Map([["theme.js", sent("theme.js")]]);
for (const entry of ENTRIES) collect(entry);

const total = [...files.values()].reduce((sum, size) => sum + size, 0);
for (const [name, size] of files) console.log(`${kilobytes(size)}  ${name}`);
console.log(`${kilobytes(total)}  JavaScript of the first view, brotli; the budget is ${BUDGET / 1024} KB`);
if (total > BUDGET) {
  console.error("The first view is over its budget.");
  process.exit(1);
}

function collect(key) {
  const chunk = manifest[key];
  if (!chunk)
    throw new Error(`dist/manifest.json has no ${key}: build first, or name the home page's parts here`);
  if (files.has(chunk.file)) return;
  files.set(chunk.file, sent(chunk.file));
  for (const dependency of chunk.imports ?? []) collect(dependency);
  // The words of whatever features these chunks carry arrive with them.
  for (const dependency of chunk.dynamicImports ?? []) if (dependency.endsWith("/sv.po")) collect(dependency);
}

function sent(file) {
  const bytes = readFileSync(join("dist", file));
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(7)} KB`;
}
