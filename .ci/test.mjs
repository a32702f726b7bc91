// Runs every suite to its end, shows their output, and closes with the totals.
// Exits 1 when anything failed, or when a suite ran no test.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const reports = mkdtempSync(join(tmpdir(), "medskapa-reports-"));
const report = (name) => join(reports, name);

/** Runs a command; resolves with its exit code. `eachLine` gets standard output where it is not to be shown as it is. */
function run(command, args, { cwd, eachLine, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", eachLine ? "pipe" : "inherit", "inherit"] });
    child.on("error", reject);
    let rest = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      lines.forEach(eachLine);
    });
    child.on("close", (code) => {
      if (rest && eachLine) eachLine(rest);
      resolve(code ?? 1);
    });
  });
}

/** Go: the race detector everywhere, one database server for all, one line a package, the whole output of what failed. */
async function go() {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const output = new Map();
  const code = await run("go", ["run", "./internal/postgrestest/share", "go", "test", "-race", "-json", "-timeout", "8m", "./..."], {
    eachLine(line) {
      if (!line.startsWith("{")) return console.log(line);
      const event = JSON.parse(line);
      const key = `${event.Package} ${event.Test ?? ""}`;
      if (event.Action === "output") output.set(key, (output.get(key) ?? "") + event.Output);
      if (event.Action === "build-output") process.stdout.write(event.Output);
      if (!["pass", "fail", "skip"].includes(event.Action)) return;
      if (event.Test) count[{ pass: "passed", fail: "failed", skip: "skipped" }[event.Action]]++;
      if (event.Action === "fail") process.stdout.write(output.get(key) ?? "");
      if (!event.Test && event.Action !== "skip") console.log(`${event.Action === "pass" ? "ok  " : "FAIL"} ${event.Package} ${event.Elapsed}s`);
      output.delete(key);
    },
  });
  return { name: "Go", code, ...count };
}

const json = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);

/** Front-end units. */
async function units() {
  const file = report("vitest.json");
  const code = await run("npx", ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`], { cwd: "frontend" });
  const result = json(file);
  return { name: "Front-end units", code, passed: result?.numPassedTests ?? 0, failed: result?.numFailedTests ?? 0, skipped: result?.numPendingTests ?? 0 };
}

/** Journeys in a real browser against the real binary. */
async function journeys() {
  const file = report("playwright.json");
  const code = await run("npm", ["run", "--silent", "e2e", "--", "--reporter=list,json"], { cwd: "frontend", env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } });
  const stats = json(file)?.stats ?? { expected: 0, flaky: 0, unexpected: 0, skipped: 0 };
  return { name: "Browser journeys", code, passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

const started = Date.now();
const results = [];
for (const suite of [go, units, journeys]) results.push(await suite());
rmSync(reports, { recursive: true });

const total = (what) => results.reduce((sum, suite) => sum + suite[what], 0);
console.log();
for (const suite of results) {
  const verdict = suite.code !== 0 ? `FAILED (exit ${suite.code})` : suite.passed === 0 ? "FAILED (ran no test)" : suite.skipped ? "FAILED (skipped tests)" : "ok";
  console.log(`${suite.name.padEnd(18)} ${String(suite.passed).padStart(5)} passed ${String(suite.failed).padStart(4)} failed ${String(suite.skipped).padStart(4)} skipped   ${verdict}`);
  if (verdict !== "ok") process.exitCode = 1;
}
console.log(`in ${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
