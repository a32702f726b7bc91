import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The first start makes a cluster and loads the demo; it may take this long, in milliseconds. */
const START = 90_000;
const STOP = 20_000;
const ROOT = resolve("..");
const BINARY = join(ROOT, "bin/medskapa");

/** Starts the program on a free port with a data folder of its own; returns what stops it. */
export default async function server(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MEDSKAPA_E2E_URL) return undefined;
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: run "make build" first`);
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), "medskapa-e2e-"));
  const url = `http://localhost:${port}`;
  const provider = await startProvider();
  const program = start(port, url, data, provider.issuer);
  const stop = async () => {
    await end(program.process);
    await end(provider.process);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready(url, program);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env.MEDSKAPA_E2E_URL = url;
  return stop;
}

type Program = { process: ChildProcess; output: () => string };

function start(port: number, url: string, data: string, issuer: string): Program {
  const env = {
    ...process.env,
    ...identification(data, issuer),
    MEDSKAPA_ADDR: `127.0.0.1:${port}`,
    MEDSKAPA_URL: url,
    MEDSKAPA_DATA: data,
  };
  const child = spawn(BINARY, ["serve", "--demo"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-8000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return { process: child, output: () => output };
}

/** A real provider of e-identification, where people are whom they say. */
async function startProvider(): Promise<{ process: ChildProcess; issuer: string }> {
  const child = spawn(process.execPath, ["e2e/oidc-provider.mjs"], { stdio: ["pipe", "pipe", "inherit"] });
  const issuer = await new Promise<string>((found, failed) => {
    child.stdout.once("data", (chunk: Buffer) => found(chunk.toString().trim()));
    child.once("exit", () => failed(new Error("The provider of e-identification ended at its start.")));
  });
  return { process: child, issuer };
}

/** The setting that names the provider. */
function identification(data: string, issuer: string): Record<string, string> {
  const file = join(data, "providers.json");
  const provider = {
    id: "e-legitimation",
    name: { sv: "E-legitimation", en: "E-identification" },
    issuer,
    clientId: "medskapa",
    clientSecretEnv: "E2E_CLIENT_SECRET",
    scopes: ["openid", "municipality", "https://id.oidc.se/scope/naturalPersonNumber"],
    claims: { municipality: "municipality" },
    allowLocal: true,
  };
  writeFileSync(file, JSON.stringify({ municipality: "2180", keyEnv: "E2E_KEY", providers: [provider] }));
  return {
    MEDSKAPA_OIDC_FILE: file,
    E2E_CLIENT_SECRET: "a secret of tests",
    E2E_KEY: Buffer.alloc(32, "journeys").toString("base64"),
  };
}

async function ready(url: string, program: Program): Promise<void> {
  const deadline = Date.now() + START;
  while (Date.now() < deadline) {
    if (program.process.exitCode !== null)
      throw new Error(`The program ended at its start:\n${program.output()}`);
    if (await answers(`${url}/readyz`)) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`The program was not ready within ${START / 1000} s:\n${program.output()}`);
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false, // Not listening yet.
  );

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const force = setTimeout(() => child.kill("SIGKILL"), STOP);
    child.once("exit", () => {
      clearTimeout(force);
      done();
    });
    child.kill("SIGTERM");
  });
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? done(address.port) : failed(new Error("no port")),
      );
    });
  });
}
