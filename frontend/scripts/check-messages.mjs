// Fails when a message is missing in a language, or when the catalogs are not what
// the source says. The catalogs are brought up to date on the way, so that the
// answer to the second failure is to look at the change and commit it.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatter } from "@lingui/format-po";

const SOURCE = "sv";
const po = formatter();
const catalogs = () => new Map(list().map((name) => [name, readFileSync(name, "utf8")]));

const before = catalogs();
execFileSync("npx", ["lingui", "extract", "--clean"], { stdio: ["ignore", "ignore", "inherit"] });
const after = catalogs();

const problems = [...outdated(), ...(await missing())];
for (const problem of problems) console.error(problem);
console.log(`${after.size} message catalogs, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);

function list() {
  const all = readdirSync("src", { recursive: true }).map((name) => join("src", name));
  return all.filter((name) => name.endsWith(".po")).sort();
}

function outdated() {
  return [...after]
    .filter(([name, text]) => essence(before.get(name)) !== essence(text))
    .map(([name]) => `${name}: was not up to date with the source; it is now`);
}

// The head of a catalog holds the time it was made.
function essence(text) {
  return text?.replace(/^"POT-Creation-Date:.*$/m, "");
}

async function missing() {
  const found = [];
  for (const [name, text] of after) {
    const messages = await po.parse(text, { locale: SOURCE, sourceLocale: SOURCE, filename: name });
    for (const [id, entry] of Object.entries(messages)) {
      if (!entry.translation) found.push(`${name}: no translation of "${entry.message ?? id}"`);
    }
  }
  return found;
}
