// Fails when a message is missing in a language, when it means one thing in one catalog
// and another in the next, or when the catalogs are not what the source says. The catalogs are brought up to date on the way, so that the
// answer to the second failure is to look at the change and commit it.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatter } from "@lingui/format-po";

const SOURCE = "sv";
const po = formatter();
const catalogs = async () =>
  new Map(await Promise.all(list().map(async (name) => [name, await entries(name)])));

const before = await catalogs();
execFileSync("npx", ["lingui", "extract", "--clean"], { stdio: ["ignore", "ignore", "inherit"] });
const after = await catalogs();

const problems = [...outdated(), ...missing(), ...ambiguous()];
for (const problem of problems) console.error(problem);
console.log(`${after.size} message catalogs, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);

function list() {
  const all = readdirSync("src", { recursive: true }).map((name) => join("src", name));
  return all.filter((name) => name.endsWith(".po")).sort();
}

/** Message id → its entry, without those that the source no longer has. */
async function entries(name) {
  const text = readFileSync(name, "utf8");
  const messages = await po.parse(text, { locale: SOURCE, sourceLocale: SOURCE, filename: name });
  return new Map(Object.entries(messages).filter(([, entry]) => !entry.obsolete));
}

function outdated() {
  return [...after]
    .filter(
      ([name, now]) => [...now.keys()].sort().join() !== [...(before.get(name)?.keys() ?? [])].sort().join(),
    )
    .map(([name]) => `${name}: was not up to date with the source; it is now`);
}

function missing() {
  return [...after].flatMap(([name, now]) =>
    [...now]
      .filter(([, entry]) => !entry.translation)
      .map(([id, entry]) => `${name}: no translation of "${entry.message ?? id}"`),
  );
}

// In the browser all catalogs are one: what was loaded last would decide. Words with two meanings take a `context`.
function ambiguous() {
  const first = new Map();
  const problems = [];
  for (const [name, now] of after) {
    const language = name.slice(name.lastIndexOf("/") + 1);
    for (const [id, { message, translation }] of now) {
      const known = first.get(language + id);
      if (!known) first.set(language + id, { name, translation });
      else if (known.translation !== translation)
        problems.push(
          `${name}: "${message ?? id}" is "${translation}" here, and "${known.translation}" in ${known.name}`,
        );
    }
  }
  return problems;
}
